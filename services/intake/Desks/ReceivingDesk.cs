using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>就近办理: at which desk the caller sits, and whether it is listed for the matter; asked before the transaction. The desk that receives is not the owner.</summary>
internal sealed class ReceivingDesk(ClerkDesks desks, NeighbourAnswers neighbours, NpgsqlDataSource source)
{
    private readonly Dictionary<string, Task<TakenMatter?>> takes = [];

    /// <summary>Null for the county hall.</summary>
    public HallRef? Desk { get; private set; }

    /// <summary>Asks about a case, or about all those of a package.</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (services, ct) = (call.HttpContext.RequestServices, call.HttpContext.RequestAborted);
        await services.GetRequiredService<ReceivingDesk>().AskAsync(call.GetArgument<Guid>(0), services.GetRequiredService<Caller>(), ct);
        return await next(call);
    }

    private async Task AskAsync(Guid id, Caller me, CancellationToken ct)
    {
        Desk = await desks.OfAsync(me, ct);
        await using (var db = await source.OpenConnectionAsync(ct))
            foreach (var matter in await db.QueryAsync<string>("select distinct matter_code from case_file where id = @id or package_id = @id", new { id }))
                takes[matter] = neighbours.TakenAsync(Desk?.Id, matter).WaitAsync(ct);
        await ((Task)Task.WhenAll(takes.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Null where the desk is listed for the matter.</summary>
    /// <exception cref="NeighbourDownException">The catalogue did not answer: 503.</exception>
    public async Task<Problem?> RefusedAsync(CaseFile file) => await takes[file.MatterCode] is null ? DeskProblems.DeskDoesNotTake(Desk) : null;
}
