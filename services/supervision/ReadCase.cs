using Dapper;
using Npgsql;

namespace GovPlatform.Supervision;

/// <summary>One case, its clocks, and whether it was closed in time.</summary>
internal static class ReadCase
{
    public static void MapReadCase(this RouteGroupBuilder api) =>
        api.MapGet("/cases/{caseId:guid}", ReadAsync).WithName("ReadWatchedCase").AllowRoles(Role.Supervisor, Role.Admin, Role.Approver);

    /// <summary>One case. An approver sees those of the own department.</summary>
    private static async Task<Results<Ok<CaseView>, Problem>> ReadAsync(
        Guid caseId, NpgsqlDataSource source, Caller me, WorkingDays days, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var found = await db.QuerySingleOrDefaultAsync<WatchedCase>(
            $"select {Watching.Columns} from watched_case where id = @caseId and {Scope.Clause}",
            new { caseId, all = me.SeesAll(), mine = me.Department });
        if (found is null) return Problem.NotFound();
        response.SetETag(found.Version);
        return TypedResults.Ok(CaseView.Of(found, time.Today(), days));
    }
}
