using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>seed/basic.csv is made from seed/matters.csv; with GOV_UPDATE_BASIC=1 this test writes it.</summary>
public sealed class The_basic_seed
{
    private static readonly string File = Path.Combine(Repository.Root, "services", "matters", "seed", "basic.csv");

    private static readonly List<MatterContent> Matters =
        [.. SeedCatalogue.Read("410497", "平澜县", "http://localhost").Matters.Select(matter => matter.Content)];

    [Fact]
    public void it_holds_one_row_for_each_basic_code_of_the_seed()
    {
        var wanted = Rows().ToList();
        if (Environment.GetEnvironmentVariable("GOV_UPDATE_BASIC") == "1")
            System.IO.File.WriteAllLines(File, wanted);
        var kept = System.IO.File.ReadAllLines(File);
        const string what = "GOV_UPDATE_BASIC=1 dotnet test tests --filter The_basic_seed writes the file";
        Assert.True(wanted.SequenceEqual(kept), $"{what}\n  missing or different:\n{string.Join('\n', wanted.Except(kept))}\n  not of the seed any more:\n{string.Join('\n', kept.Except(wanted))}");
    }

    [Fact]
    public void every_seeded_matter_keeps_to_it()
    {
        var basic = new BasicCatalogue(SeedCatalogue.Basic());
        Assert.Empty(Matters.SelectMany(matter => basic.Check(matter).Select(finding => $"{matter.Name}: {finding.Zh}")));
    }

    [Fact]
    public void items_of_one_basic_code_have_one_name() =>
        Assert.Empty(Matters.GroupBy(matter => matter.BasicCode).Where(items => items.Select(item => BasicCatalogue.WithoutItem(item.Name)).Distinct().Count() > 1).Select(items => items.Key));

    // What all items of a code share: the name without its item, and the laws that each of them names.
    private static IEnumerable<string> Rows() =>
        Matters.GroupBy(matter => matter.BasicCode).OrderBy(items => items.Key)
            .Select(items =>
            {
                var laws = items.Select(item => BasicCatalogue.Laws(item.Elements.LegalBasis!)).Aggregate((some, others) => some.IntersectBy(others.Select(BasicCatalogue.Short), BasicCatalogue.Short)).ToList();
                var level = laws.All(law => law.StartsWith("河南省", StringComparison.Ordinal)) ? 2 : 1;
                return string.Join(',', items.Key, BasicCatalogue.WithoutItem(items.First().Name), string.Concat(laws.Select(law => $"《{law}》")), level);
            })
            .Prepend("code,name,legal_basis,level");
}
