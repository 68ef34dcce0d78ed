using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads a matter; a service asks here whether a version is published.</summary>
internal static class ReadMatter
{
    internal const string AskedAnswers = "Answers to the matter's situations, q1=a,q2=b, one each: only the materials of that situation are told";

    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/matters/{code}", CurrentAsync).WithName("ReadMatter").AllowAnonymous().WithSummary("The version that people apply under: published, or suspended for now");
        matters.MapGet("/matters/{code}/versions/{version:int}", VersionAsync).WithName("ReadMatterVersion").AllowAnonymous().WithSummary("One version; drafts for editors of the department");
        matters.MapGet("/matters/{code}/guide", GuideAsync).WithName("ReadGuide").AllowAnonymous().CacheOutput(GuideCache.Policy).WithSummary("办事指南: what to bring, how long it takes, where, and on what basis");
    }

    private static Task<Results<Ok<MatterView>, StatusCodeHttpResult, Problem>> CurrentAsync(string code, NpgsqlDataSource source, HttpContext http, CancellationToken ct) =>
        TellAsync(code, MatterView.Of, source, http, ct);

    private static Task<Results<Ok<Guide>, StatusCodeHttpResult, Problem>> GuideAsync(
        string code, [Description(AskedAnswers)] string? answers, NpgsqlDataSource source, HttpContext http, CancellationToken ct) =>
        TellAsync(code, matter => Guide.For(matter, answers), source, http, ct, answers);

    private static async Task<Results<Ok<MatterView>, Problem>> VersionAsync(
        string code, int version, NpgsqlDataSource source, Caller me, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await MatterSql.VersionAsync(db, code, version, me) is not { } matter)
            return Problem.NotFound();
        response.SetETag(matter.Revision);
        return TypedResults.Ok(MatterView.Of(matter, matter.Status == MatterStatus.Draft ? await BasicCatalogue.FindingsAsync(db, matter) : []));
    }

    /// <summary>A view of the version that people apply under, with its tag; 422 where the view is null because it does not know the answers.</summary>
    /// <param name="answers">Given where the view depends on them: its tag then does too.</param>
    internal static async Task<Results<Ok<T>, StatusCodeHttpResult, Problem>> TellAsync<T>(
        string code, Func<Matter, T?> view, NpgsqlDataSource source, HttpContext http, CancellationToken ct, string? answers = null)
        where T : class
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (http.Request.GetTypedHeaders().IfNoneMatch is [_, ..] held && await TagAsync(db, code, answers) is { } tag && held.Any(known => known.Tag == tag || known.Equals(EntityTagHeaderValue.Any)))
        {
            SetTag(http.Response, tag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        if (await MatterSql.CurrentAsync(db, code) is not { } matter)
            return Problem.NotFound();
        if (view(matter) is not { } told)
            return Problems.AnswersUnknown();
        SetTag(http.Response, Tag(matter.Version, matter.Revision, answers));
        return TypedResults.Ok(told);
    }

    /// <summary>The tag of the current version: two integers from an index instead of the whole matter.</summary>
    private static async Task<string?> TagAsync(NpgsqlConnection db, string code, string? answers) =>
        await db.QuerySingleOrDefaultAsync<(int Version, int Revision)?>(
            """
            select version, revision
            from matter
            where code = @code
                and status in ('published', 'suspended')
            """, new { code }) is var (version, revision) ? Tag(version, revision, answers) : null;

    /// <summary>Which build tells it: another may tell the same revision in other words.</summary>
    internal static string Build { get; } = Digest($"{typeof(ReadMatter).Module.ModuleVersionId}{typeof(GovJson).Module.ModuleVersionId}")[..8];

    // A revision alone would repeat itself from one version to the next. A digest, since not every character of a query may stand in a header.
    private static string Tag(int version, int revision, string? answers) =>
        $"\"{version}.{revision}.{Build}{(Answers.Spelt(answers) is { Length: > 0 } spelt ? $".{Digest(spelt)}" : "")}\"";

    internal static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static void SetTag(HttpResponse response, string tag)
    {
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "public, no-cache";
    }
}
