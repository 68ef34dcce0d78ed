using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The themes that a new county begins with.</summary>
public sealed class The_seed_themes
{
    private static readonly IReadOnlyList<ThemeContent> Themes = [.. SeedNavigation.Themes("410497", "平澜县", seed: true).Select(theme => theme.Content)];

    private static readonly IReadOnlyList<MatterContent> Matters = [.. SeedCatalogue.Read("410497", "平澜县", "http://localhost").Matters.Select(matter => matter.Content)];

    [Fact]
    public void there_are_fourteen_livelihood_fields() => Assert.Equal(14, Themes.Count(theme => theme.Kind == "livelihood"));

    [Fact]
    public void every_topic_of_the_seed_is_a_theme()
    {
        Assert.Empty(Matters.SelectMany(matter => matter.Elements.UserTopics).Except(Topics("personal")));
        Assert.Empty(Matters.SelectMany(matter => matter.Elements.CorpTopics).Except(Topics("corporate")));
    }

    [Fact]
    public void every_matter_that_a_theme_names_is_in_the_seed() =>
        Assert.Empty(Themes.SelectMany(theme => theme.Matters).Except(Matters.Select(matter => matter.BasicCode)));

    [Fact]
    public void where_no_catalogue_is_seeded_themes_name_nothing_of_it()
    {
        var bare = SeedNavigation.Themes("410497", "平澜县", seed: false);
        Assert.All(bare, theme => Assert.Empty(theme.Content.Departments.Concat(theme.Content.Matters)));
        Assert.Equal(Themes.Count(theme => theme.Kind == "theme"), bare.Count(theme => theme.Content.Kind == "theme"));
    }

    private static IEnumerable<string> Topics(string audience) => Themes.Where(theme => theme.Kind == "theme" && theme.Audience == audience).SelectMany(theme => theme.Topics);
}
