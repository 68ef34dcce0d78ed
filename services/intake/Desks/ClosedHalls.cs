using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Which places that hold or wait for something have closed in the catalogue: the county's own hall stands in for them. Asked before the transaction, and for its clerks only.</summary>
internal sealed class ClosedHalls(NeighbourAnswers neighbours, ClerkDesks desks, NpgsqlDataSource source)
{
    private readonly Dictionary<Guid, Task<KnownHall?>> asked = [];

    /// <param name="sql">Selects the ids of the places.</param>
    public async Task AskAsync(Caller me, string sql, object args, CancellationToken ct)
    {
        if (!me.Has(Role.Clerk) || !HallRef.Same(await desks.OfAsync(me, ct), null))
            return;
        await using (var db = await source.OpenConnectionAsync(ct))
            foreach (var hall in await db.QueryAsync<string>(sql, args))
                asked[Guid.Parse(hall)] = neighbours.HallAsync(Guid.Parse(hall)).WaitAsync(ct);
        await ((Task)Task.WhenAll(asked.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Their ids; none for who does not sit at the county hall.</summary>
    /// <exception cref="NeighbourDownException">The catalogue did not answer: 503.</exception>
    public async Task<string[]> IdsAsync()
    {
        await Task.WhenAll(asked.Values);
        return [.. asked.Where(hall => hall.Value.Result is not { ClosedAt: null }).Select(hall => $"{hall.Key}")];
    }
}
