using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>
/// The serials of the day, of case numbers and receipts. They are drawn beside the transaction that uses them, in one statement all that are asked
/// for at the moment, so that nobody waits for another's commit; one that is drawn by a call that then fails is not given again.
/// </summary>
internal sealed class Serials(NpgsqlDataSource source)
{
    // A pool of its own: those who wait for a serial may hold all of the other.
    private readonly string own = new NpgsqlConnectionStringBuilder(source.ConnectionString) { MaxPoolSize = 1, MinPoolSize = 0 }.ConnectionString;
    private readonly Lock gate = new();
    private List<Asked> waiting = [];
    private bool drawing;

    /// <summary>A number of the matter's own: 实施编码 31 + yyyyMMdd + serial.</summary>
    public async Task<string> CaseNumberAsync(string matter, DateTime now)
    {
        var day = ChinaTime.Date(now);
        return CaseNumber.Create(Contracts.MatterCode.Parse(matter), day, await NextAsync(matter, day)).Value;
    }

    /// <summary>The next serial of this kind on this legal day, from 1.</summary>
    public Task<int> NextAsync(string kind, DateOnly day)
    {
        var asked = new Asked(kind, day, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Add(asked);
            if (!drawing)
                _ = Task.Run(DrawAllAsync);
            drawing = true;
        }
        return asked.Serial.Task;
    }

    private async Task DrawAllAsync()
    {
        while (Take() is [_, ..] asked)
        {
            try
            {
                await DrawAsync(asked);
            }
            catch (Exception e)
            {
                foreach (var one in asked)
                    one.Serial.TrySetException(e);
            }
        }
    }

    private List<Asked> Take()
    {
        lock (gate)
        {
            var taken = waiting;
            (waiting, drawing) = ([], taken.Count > 0);
            return taken;
        }
    }

    // Not flushed by itself: the log is written in order, so a case that is on disk has the serial before it there too.
    private async Task DrawAsync(List<Asked> asked)
    {
        var counts = asked.CountBy(one => (one.Kind, one.Day)).ToList();
        // Only a connection of the source knows the password.
        await using var shared = source.CreateConnection();
        await using var db = shared.CloneWith(own);
        var drawn = await db.QueryAsync<(string Kind, DateOnly Day, int Last)>(Sql, new
        {
            kinds = counts.Select(count => count.Key.Kind).ToArray(), days = counts.Select(count => count.Key.Day).ToArray(), counts = counts.Select(count => count.Value).ToArray(),
        });
        var last = drawn.ToDictionary(serial => (serial.Kind, serial.Day), serial => serial.Last);
        foreach (var one in Enumerable.Reverse(asked))
            one.Serial.SetResult(last[(one.Kind, one.Day)]--);
    }

    public const string Sql = """
        with quick as materialized (select set_config('synchronous_commit', 'off', true))
        insert into daily_serial as s (kind, day, last)
        select kind, day, count
        from quick, unnest(@kinds, @days, @counts) as asked (kind, day, count)
        order by kind, day
        on conflict (kind, day) do update set last = s.last + excluded.last
        returning kind, day, last
        """;

    private sealed record Asked(string Kind, DateOnly Day, TaskCompletionSource<int> Serial);
}
