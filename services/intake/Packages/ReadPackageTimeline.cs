using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>One step of one sub-case.</summary>
/// <param name="Step">The step of the package.</param>
/// <param name="ActorKind">citizen, organisation, staff or service.</param>
internal sealed record PackageTimelineEntry(string Step, Guid CaseId, string MatterName, int Version, DateTime At, string Status, string Action, string ActorKind, string? Note);

/// <summary>一件事的办理进度: what has happened to all its sub-cases, oldest first.</summary>
internal static class ReadPackageTimeline
{
    /// <summary>Every step of every sub-case, in one order.</summary>
    public static async Task<Results<Ok<IReadOnlyList<PackageTimelineEntry>>, Problem>> Handle(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var steps = await db.QueryAsync<PackageTimelineEntry>(Sql, PackageSql.ReadBy(id, me));
        return steps.AsList() is { Count: > 0 } list ? TypedResults.Ok<IReadOnlyList<PackageTimelineEntry>>(list) : Problem.NotFound();
    }

    public const string Sql = $"""
        select part.package_item as step, part.id as case_id, part.matter ->> 'name' as matter_name, t.version, t.at, t.status, t.action, t.actor_kind, t.note
        from (select id from package_file where id = @id and {PackageSql.MayRead}) package
        join case_file part on part.package_id = package.id
        join timeline t on t.region = part.region and t.case_id = part.id
        order by t.at, part.id, t.version
        """;
}
