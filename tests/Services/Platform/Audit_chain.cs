using Dapper;
using GovPlatform.Ops;

namespace GovPlatform.Tests.Services;

public sealed class Audit_chain : IAsyncLifetime
{
    private const string Region = "410497";
    private readonly PlatformDatabase database = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task what_transactions_tell_is_chained_without_a_gap()
    {
        await TellAsync(2_500);
        await SealAllAsync();
        var chain = Assert.Single(await VerifyAsync());
        Assert.Equal((Region, 2_500L, null), (chain.Region, chain.Entries, chain.BrokenAt));
        Assert.Equal(0, await CountAsync("select count(*) from audit_pending"));
        Assert.Equal(2_500, await CountAsync("select count(distinct (seq, detail::text)) from audit where actor = 'test' and seq between 1 and 2500"));
    }

    [Fact]
    public async Task an_entry_of_a_transaction_that_rolls_back_is_not_there()
    {
        await using (var tx = database.Begin())
            tx.Audit("grant", "case", "1");
        await SealAllAsync();
        Assert.Empty(await VerifyAsync());
    }

    [Theory]
    [InlineData("update audit set actor = 'another' where seq = 7", 7, "changed")]
    [InlineData("update audit set at = at - interval '1 day' where seq = 7", 7, "changed")]
    [InlineData("""update audit set detail = '{"n": 0 }' where seq = 7""", 7, "changed")]
    [InlineData("update audit set detail = null where seq = 7", 7, "changed")]
    [InlineData("update audit set hash = decode(repeat('00', 32), 'hex') where seq = 7", 7, "changed")]
    [InlineData("update audit set prev_hash = decode(repeat('00', 32), 'hex') where seq = 7", 7, "does not follow the one before")]
    [InlineData("delete from audit where seq = 7", 7, "missing")]
    [InlineData("delete from audit where seq = 1", 1, "missing")]
    [InlineData("delete from audit where seq > 8", 9, "the head says 10 entries")]
    [InlineData("delete from audit", 1, "the head says 10 entries")]
    [InlineData("delete from audit_head", 11, "the head is missing")]
    public async Task tampering_is_found_where_it_was_done(string tampering, long seq, string reason)
    {
        await TellAsync(10);
        await SealAllAsync();
        await using (var db = await database.Source.OpenConnectionAsync())
            await db.ExecuteAsync(tampering);
        var chain = Assert.Single(await VerifyAsync());
        Assert.Equal((seq, reason), (chain.BrokenAt!.Value, chain.Reason));
    }

    [Fact]
    public async Task several_sealers_and_many_writers_do_not_break_the_chain()
    {
        var writers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TellAsync(200, 2)));
        var sealers = Enumerable.Range(0, 3).Select(async _ =>
        {
            await using var db = await database.Source.OpenConnectionAsync();
            while (!writers.IsCompleted)
                await AuditSealer.SealBatchAsync(db, Region, default);
        });
        await Task.WhenAll(sealers.Append(writers));
        await SealAllAsync();
        var chain = Assert.Single(await VerifyAsync());
        Assert.Equal((800L, null), (chain.Entries, chain.BrokenAt));
    }

    [Fact]
    public async Task the_command_says_which_database_is_whole()
    {
        await TellAsync(3);
        await SealAllAsync();
        var output = new StringWriter();
        Assert.Equal(0, await AuditVerify.VerifyAsync("intakedb", database.ConnectionString, output));
        await using (var db = await database.Source.OpenConnectionAsync())
            await db.ExecuteAsync("update audit set action = 'deny' where seq = 2");
        Assert.Equal(1, await AuditVerify.VerifyAsync("intakedb", database.ConnectionString, output));
        Assert.Equal(2, await AuditVerify.VerifyAsync("gonedb", database.ConnectionString.Replace("Database=", "Database=no_", StringComparison.Ordinal), output));
        Assert.Matches("intakedb +3 entries  OK      410497 head [0-9a-f]{64}\nintakedb +1 entries  BROKEN  410497 at entry 2: changed\ngonedb +cannot be read", output.ToString());
    }

    private async Task TellAsync(int entries, int together = 50)
    {
        for (var n = 0; n < entries; n += together)
        {
            await using var tx = database.Begin();
            for (var i = n; i < Math.Min(n + together, entries); i++)
                tx.Audit("grant", "case", $"{i}", new { n = i, zh = "准予" });
            await tx.CommitAsync();
        }
    }

    private async Task SealAllAsync()
    {
        await using var db = await database.Source.OpenConnectionAsync();
        while (await AuditSealer.SealBatchAsync(db, Region, default) > 0)
        {
        }
    }

    private async Task<IReadOnlyList<AuditVerdict>> VerifyAsync()
    {
        await using var db = await database.Source.OpenConnectionAsync();
        return await AuditChain.VerifyAsync(db);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var db = await database.Source.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>(sql);
    }
}
