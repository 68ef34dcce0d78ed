using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads what a version changed.</summary>
internal static class ReadChanges
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/matters/{code}/versions/{version:int}/changes", ReadAsync).WithName("ReadMatterChanges").AllowAnonymous()
            .WithSummary("What differs from another version, by default the one before: each element with its name, before and after");

    /// <summary>What a version changed.</summary>
    /// <param name="From">The version compared with; null where there is none before.</param>
    /// <param name="Reason">变更理由.</param>
    internal sealed record VersionChanges(string Code, int Version, int? From, string? Reason, IReadOnlyList<Change> Changes);

    private static async Task<Results<Ok<VersionChanges>, Problem>> ReadAsync(
        string code, int version, int? from, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await MatterSql.VersionAsync(db, code, version, me) is not { } matter)
            return Problem.NotFound();
        // Versions are numbered without gaps, and only the last can be a draft.
        var before = from is null && version == 1 ? null : await MatterSql.VersionAsync(db, code, from ?? version - 1, me);
        if (before is null && from is not null)
            return Problem.NotFound();
        return TypedResults.Ok(new VersionChanges(code, version, before?.Version, matter.Content.Reason, before is null ? [] : Change.Between(before.Content, matter.Content)));
    }
}
