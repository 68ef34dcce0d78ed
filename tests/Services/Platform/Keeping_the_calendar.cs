using GovPlatform.Tests.Services.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GovPlatform.Tests.Services;

/// <summary>Through a service that reads CalendarPublished; the consumer is every such service's.</summary>
public sealed class Keeping_the_calendar(SupervisionHost host) : IClassFixture<SupervisionHost>
{
    private static readonly DateOnly Monday = new(2027, 2, 8);

    [Fact]
    public async Task a_published_year_is_counted_by_at_once_and_a_late_lower_revision_changes_nothing()
    {
        var days = host.Services.GetRequiredService<WorkingDays>();
        Assert.True(days.IsProvisional(Monday));
        await host.DeliverAsync(Told(2, Monday));
        Assert.Equal((false, false), (days.IsProvisional(Monday), days.IsWorkingDay(Monday)));
        await host.DeliverAsync(Told(1));
        Assert.False(days.IsWorkingDay(Monday));
        Assert.Equal(2, await host.RowAsync<int>("select revision from calendar_year where year = 2027"));
    }

    [Fact]
    public async Task another_replica_reads_what_one_was_told()
    {
        await host.DeliverAsync(Told(3, new DateOnly(2029, 3, 5)) with { Year = 2029 });
        var (days, source) = (new WorkingDays(), host.Services.GetRequiredService<NpgsqlDataSource>());
        using var refresh = ActivatorUtilities.CreateInstance<WorkingDaysRefresh>(host.Services, days, source);
        await refresh.ReadAsync(default);
        Assert.False(days.IsProvisional(new DateOnly(2029, 1, 4)));
        Assert.False(days.IsWorkingDay(new DateOnly(2029, 3, 5)));
    }

    private static CalendarPublished Told(int revision, params DateOnly[] off) => new(DateTime.UtcNow, 2027, revision, true, off, []);
}
