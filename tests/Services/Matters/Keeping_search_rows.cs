using GovPlatform.Matters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>What a replica of the version before changes during an upgrade, past the search rows.</summary>
public sealed class Keeping_search_rows(MattersHost host) : IClassFixture<MattersHost>
{
    private readonly FillSearch fill = host.Services.GetServices<IHostedService>().OfType<FillSearch>().Single();

    [Fact]
    public async Task rows_follow_what_was_changed_past_them()
    {
        var (suspended, retired, next, unknown) = (await host.PublishedAsync(501), await host.PublishedAsync(502), await host.PublishedAsync(503), await host.PublishedAsync(504));
        await fill.FillAsync(CancellationToken.None);
        await PastAsync("update matter set status = 'suspended', updated_at = @now where code = @Code returning 1", suspended);
        await PastAsync("update matter set status = 'retired', updated_at = @now where code = @Code returning 1", retired);
        await PastAsync("update matter set version = 2, updated_at = @now where code = @Code returning 1", next);
        await PastAsync("delete from matter_search where code = @Code returning 1", unknown);
        await fill.FillAsync(CancellationToken.None);
        Assert.Equal(["1 suspended", "1 retired", "2 published", "1 published"], [await RowAsync(suspended), await RowAsync(retired), await RowAsync(next), await RowAsync(unknown)]);
    }

    [Fact]
    public async Task a_row_of_a_later_making_is_left_alone()
    {
        var matter = await host.PublishedAsync(511);
        await PastAsync("update matter_search set making = 1000, names = '' where code = @Code returning 1", matter);
        await fill.FillAsync(CancellationToken.None);
        Assert.Equal(1000, await host.RowAsync<int>("select making from matter_search where code = @Code", new { matter.Code }));
    }

    private Task<int> PastAsync(string sql, MatterAnswer matter) => host.RowAsync<int>(sql, new { matter.Code, now = host.Clock.GetUtcNow().UtcDateTime });

    private async Task<string> RowAsync(MatterAnswer matter) => (await host.RowAsync<string>("select version || ' ' || status from matter_search where code = @Code", new { matter.Code }))!;
}
