using Dapper;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads a matter; a service asks here whether a version is published.</summary>
internal static class ReadMatter
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/matters/{code}", CurrentAsync).AllowAnonymous().WithSummary("The version that people apply under: published, or suspended for now");
        matters.MapGet("/matters/{code}/versions/{version:int}", VersionAsync).AllowAnonymous().WithSummary("One version; drafts for editors of the department");
        matters.MapGet("/matters/{code}/guide", GuideAsync).AllowAnonymous().WithSummary("办事指南: what to bring, how long it takes, where, and on what basis");
    }

    private static async Task<Results<Ok<MatterView>, StatusCodeHttpResult, Problem>> CurrentAsync(string code, NpgsqlDataSource source, HttpContext http, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await IsKnownAsync(db, code, http))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return await MatterSql.CurrentAsync(db, code) is { } matter ? TypedResults.Ok(MatterView.Of(matter)) : Problem.NotFound();
    }

    private static async Task<Results<Ok<MatterView>, Problem>> VersionAsync(
        string code, int version, NpgsqlDataSource source, Caller me, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await MatterSql.VersionAsync(db, code, version, me) is not { } matter)
            return Problem.NotFound();
        response.SetETag(matter.Revision);
        return TypedResults.Ok(MatterView.Of(matter));
    }

    private static async Task<Results<Ok<Guide>, StatusCodeHttpResult, Problem>> GuideAsync(string code, NpgsqlDataSource source, HttpContext http, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await IsKnownAsync(db, code, http))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return await MatterSql.CurrentAsync(db, code) is { } matter ? TypedResults.Ok(Guide.Of(matter)) : Problem.NotFound();
    }

    /// <summary>Tells the tag of the current version, and whether the reader holds it already: two integers from an index instead of the whole matter.</summary>
    private static async Task<bool> IsKnownAsync(NpgsqlConnection db, string code, HttpContext http)
    {
        var current = await db.QuerySingleOrDefaultAsync<(int Version, int Revision)?>(
            """
            select version, revision
            from matter
            where code = @code
                and status in ('published', 'suspended')
            """, new { code });
        if (current is not var (version, revision))
            return false;
        var tag = new EntityTagHeaderValue($"\"{version}.{revision}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.GetTypedHeaders().CacheControl = new() { Public = true, NoCache = true };
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }
}
