using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>One step of a case.</summary>
/// <param name="Version">Version of the case after it.</param>
/// <param name="ActorKind">citizen, organisation, staff or service.</param>
internal sealed record TimelineEntry(int Version, DateTime At, string Status, string Action, string ActorKind, string? Note);

/// <summary>办理进度: what has happened to a case, oldest first.</summary>
internal static class ReadTimeline
{
    /// <summary>Every step of the case.</summary>
    public static async Task<Results<Ok<IReadOnlyList<TimelineEntry>>, Problem>> Handle(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var steps = await db.QueryAsync<TimelineEntry>($"""
            select t.version, t.at, t.status, t.action, t.actor_kind, t.note
            from (select id, region from case_file where id = @id and {Readers.MayRead}) c
            join timeline t on t.region = c.region and t.case_id = c.id
            order by t.version
            """, Readers.Of(id, me));
        return steps.AsList() is { Count: > 0 } list ? TypedResults.Ok<IReadOnlyList<TimelineEntry>>(list) : Problem.NotFound();
    }
}
