using Dapper;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>
/// Which runs are whole. Each database notes a run (table seed_run, the tool's own) in the transaction that loads it, and intake commits last:
/// a run that intake does not know was cut off between two commits, and its rows are taken away before the next run.
/// </summary>
internal static class SeedRuns
{
    private const long Lock = 0x676f76_6c6f6164; // "gov" "load"

    /// <summary>One load at a time; held as long as the connection is open.</summary>
    public static async Task<IAsyncDisposable> TakeTurnAsync(SeedDatabases databases)
    {
        var db = await databases.OpenAsync("intake");
        if (await db.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@Lock)", new { Lock }))
            return new Turn(db);
        await db.DisposeAsync();
        throw new InvalidOperationException("another load is running / 另一批正在写入");
    }

    /// <summary>Clears what a run before left half done; answers the number of the next run and how many people all runs have made.</summary>
    public static async Task<(int Run, int People)> BeginAsync(SeedDatabases databases, TextWriter output)
    {
        var known = new Dictionary<string, int[]>();
        var people = 0;
        foreach (var tables in SeedTables.InCommitOrder())
        {
            await using var db = await databases.OpenAsync(tables.Service);
            await db.ExecuteAsync("create table if not exists seed_run (run int primary key, cases int not null, people int not null, seeded_at timestamptz not null default now())");
            known[tables.Service] = [.. await db.QueryAsync<int>("select run from seed_run")];
            if (tables.Service == "identity")
                people = await db.ExecuteScalarAsync<int>("select coalesce(sum(people), 0)::int from seed_run");
        }
        var whole = known["intake"];
        foreach (var tables in SeedTables.InCommitOrder())
            foreach (var run in known[tables.Service].Except(whole).Where(_ => tables.Removal is not null))
            {
                await output.WriteLineAsync($"清除未完成的第 {run} 批  clearing the unfinished run {run} from {tables.Service}");
                await RemoveAsync(databases, tables, run);
            }
        return (known.Values.SelectMany(runs => runs).DefaultIfEmpty(0).Max() + 1, people);
    }

    public static Task NoteAsync(NpgsqlConnection db, int run, int cases, int people) =>
        db.ExecuteAsync("insert into seed_run (run, cases, people) values (@run, @cases, @people)", new { run, cases, people });

    private static async Task RemoveAsync(SeedDatabases databases, SeedTables tables, int run)
    {
        await using var db = await databases.OpenAsync(tables.Service);
        await using var tx = await db.BeginTransactionAsync();
        await db.ExecuteAsync(tables.Removal!, new { ids = SeedId.Pattern(run) }, tx);
        await db.ExecuteAsync("delete from seed_run where run = @run", new { run }, tx);
        await tx.CommitAsync();
    }

    private sealed class Turn(NpgsqlConnection db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
            await db.DisposeAsync();
        }
    }
}
