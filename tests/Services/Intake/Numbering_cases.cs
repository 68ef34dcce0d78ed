using GovPlatform.Intake;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Serials under a rush, from two replicas.</summary>
public sealed class Numbering_cases(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task a_rush_at_two_replicas_gets_each_serial_once()
    {
        const int Each = 500;
        var (day, next) = (new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21));
        Serials[] replicas = [new(host.Database), new(host.Database)];
        var drawn = await Task.WhenAll(Enumerable.Range(0, Each).SelectMany(n => replicas.SelectMany(replica => new[]
        {
            One(replica, "rush-a", day), One(replica, "rush-b", day), One(replica, "rush-a", next),
        })));
        foreach (var kind in drawn.GroupBy(one => (one.Kind, one.Day)))
            Assert.Equal(Enumerable.Range(1, 2 * Each), kind.Select(one => one.Serial).Order());

        static async Task<(string Kind, DateOnly Day, int Serial)> One(Serials serials, string kind, DateOnly day) => (kind, day, await serials.NextAsync(kind, day));
    }

    [Fact]
    public async Task a_drawing_that_fails_does_not_stop_the_next()
    {
        var serials = new Serials(host.Database);
        await Assert.ThrowsAnyAsync<Exception>(() => serials.NextAsync(null!, new DateOnly(2026, 11, 20)));
        Assert.Equal(1, await serials.NextAsync("after-failure", new DateOnly(2026, 11, 20)));
    }
}
