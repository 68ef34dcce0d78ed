using System.ComponentModel.DataAnnotations;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What must hold of a place, and that the seed's places hold it.</summary>
public sealed class Hall_rules
{
    private static readonly HallContent Right = new()
    {
        Name = "平澜县政务服务中心", Kind = "county-hall", Address = "行政路1号", Latitude = 33.1, Longitude = 113.4, Phone = "0397-6009101",
        Hours = [new() { Days = [1, 2], From = "09:00", To = "12:00" }, new() { Days = [1, 2], From = "12:00", To = "17:00" }],
        Windows = [new() { Number = "1", Name = "综合窗口", Kind = "comprehensive", Takes = ["*", "11410497000000019W"] }],
    };

    [Fact]
    public void a_place_in_order_has_no_finding() => Assert.Empty(HallRules.Check(Right));

    [Fact]
    public void each_rule_names_its_field()
    {
        Assert.Equal(("hall-kind-unknown", "/kind"), Found(Right with { Kind = "hall" }));
        Assert.Equal(("coordinates-incomplete", "/longitude"), Found(Right with { Longitude = null }));
        Assert.Equal(("period-ends-before", "/hours/0/to"), Found(Right with { Hours = [new() { Days = [1], From = "12:00", To = "12:00" }] }));
        Assert.Equal(("weekday-unknown", "/hours/0/days"), Found(Right with { Hours = [new() { Days = [8], From = "09:00", To = "12:00" }] }));
        Assert.Equal(("periods-overlap", "/hours/1"), Found(Right with { Hours = [new() { Days = [1, 3], From = "09:00", To = "12:00" }, new() { Days = [3], From = "11:59", To = "24:00" }] }));
        Assert.Equal(("exception-ends-before", "/exceptions/0/to"), Found(Right with { Exceptions = [new() { From = new(2026, 3, 2), To = new(2026, 3, 1), Reason = "搬迁" }] }));
        Assert.Equal(("window-repeated", "/windows/1/number"), Found(Right with { Windows = [Right.Windows[0], Right.Windows[0]] }));
        Assert.Equal(("takes-unknown", "/windows/0/takes/0"), Found(Right with { Windows = [Right.Windows[0] with { Takes = ["all"] }] }));
        Assert.Equal(("takes-unknown", "/windows/0/takes/0"), Found(Right with { Windows = [Right.Windows[0] with { Takes = ["1141049700000001IO"] }] }));
    }

    [Fact]
    public void the_seed_has_its_places_and_they_hold_the_rules()
    {
        var halls = SeedNavigation.Halls("410497", "平澜县");
        var matters = SeedCatalogue.Read("410497", "平澜县", "http://localhost").Matters.Select(matter => matter.Content.MatterCode).ToHashSet();
        Assert.Equal((1, 6, 8, 2), (Count("county-hall"), Count("township-hall"), Count("village-desk"), Count("self-service")));
        Assert.Empty(halls.SelectMany(hall => HallRules.Check(hall.Content)));
        Assert.DoesNotContain(halls.SelectMany(hall => hall.Content.Windows).SelectMany(window => window.Takes), takes => takes.Length == 31 && !matters.Contains(takes));
        Assert.All(halls, hall => Validator.ValidateObject(hall.Content, new(hall.Content), validateAllProperties: true));
        Assert.All(halls, hall => Assert.True(hall.Content.ParentId is null || halls.Any(parent => parent.Id == hall.Content.ParentId && HallKind.Rank(parent.Content.Kind) < HallKind.Rank(hall.Content.Kind))));

        int Count(string kind) => halls.Count(hall => hall.Content.Kind == kind);
    }

    private static (string, string) Found(HallContent hall)
    {
        var finding = Assert.Single(HallRules.Check(hall));
        return (finding.Code, finding.Pointer);
    }
}
