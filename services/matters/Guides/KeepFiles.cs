using System.ComponentModel;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Blank forms and samples: editors upload them, and people download what a published version names.</summary>
internal static class KeepFiles
{
    public const int MostBytes = 10 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapPost("/files", UploadAsync).WithName("UploadGuideFile").AllowRoles(Role.CatalogueEditor, Role.Admin)
            // The parts around a file in a form are no part of it.
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + 64 * 1024)).WithIdempotency()
            .WithSummary("Takes a blank form or a sample, as the body or as the file of a form: PDF, .docx, .xlsx without macros, PNG, JPEG, told by content; at most 10 MB");
        matters.MapGet("/files/{sha256}", DownloadAsync).WithName("ReadGuideFile").AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .WithSummary("A file that a published version names, or named; editors also read their department's own");
    }

    /// <summary>An uploaded file; a material names it by its digest.</summary>
    internal sealed record GuideFile(string Sha256, long Size, string MediaType, string Name);

    private static async Task<Results<Created<GuideFile>, Problem>> UploadAsync(
        [Description("Name of the file, where it is sent as the body")] string? name, HttpRequest request, Tx tx, Caller me, FileStore files, TimeProvider time, CancellationToken ct)
    {
        var sent = request.HasFormContentType ? await FormFileAsync(request, ct) : (request.Body, name);
        if (sent is not var (content, given))
            return Problems.FileMissing();
        await using var _ = content;
        // Buffered by the idempotency filter, so that it can be looked at before it is kept.
        if (content.Length == 0)
            return Problems.FileMissing();
        if (content.Length > MostBytes)
            return Problems.FileTooLarge();
        if (await FileTypes.OfAsync(content, ct) is not { } mediaType)
            return Problems.FileType();
        content.Position = 0;
        var stored = await files.WriteAsync(content, MostBytes, ct);
        var file = new GuideFile(stored.Sha256, stored.Size, mediaType, FileTypes.Named(given, mediaType));
        await tx.ExecuteAsync(
            """
            insert into guide_file (sha256, department_code, size, media_type, name, uploaded_by, uploaded_at)
            values (@Sha256, @department, @Size, @MediaType, @Name, @by, @now)
            on conflict (sha256, department_code) do update
            set name = excluded.name
            """, new { file.Sha256, department = me.Department ?? "", file.Size, file.MediaType, file.Name, by = me.Id, now = time.GetUtcNow().UtcDateTime });
        tx.Audit("guide-file.upload", "guide-file", file.Sha256, new { file.Name, file.Size });
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/matters/v1/files/{file.Sha256}", file);
    }

    private static async Task<(Stream, string?)?> FormFileAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return (await request.ReadFormAsync(ct)).Files is [var file] ? (file.OpenReadStream(), file.FileName) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static async Task<Results<FileStreamHttpResult, Problem>> DownloadAsync(string sha256, NpgsqlDataSource source, Caller me, FileStore files, HttpContext http, CancellationToken ct)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            return Problem.NotFound();
        Found? found;
        await using (var db = await source.OpenConnectionAsync(ct))
            found = await db.QueryFirstOrDefaultAsync<Found>(ReadableFile, new { sha256, all = me.Has(Role.Admin), own = me.Has(Role.CatalogueEditor) ? me.Department : null });
        if (found is null)
            return Problem.NotFound();
        if (await files.OpenAsync(sha256, ct) is not { } content)
            return Problem.Unavailable();
        // A file that somebody sent is data, never run in our origin.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = found.Open ? "public, max-age=31536000, immutable" : "private, no-cache";
        return TypedResults.File(content, found.MediaType, found.Name, entityTag: new EntityTagHeaderValue($"\"{sha256}\""));
    }

    /// <summary>Public by a version that is or was published, whose department's name for it comes first; else for its own department.</summary>
    internal const string ReadableFile =
        """
        select f.media_type, f.name, p.department_code is not null as open
        from guide_file f
        left join (
            select m.department_code
            from (
                select matter_id from material where detail ->> 'blankFormFile' = @sha256
                union all
                select matter_id from material where detail ->> 'sampleFile' = @sha256) a
            join matter m on m.id = a.matter_id
            where m.published_at is not null
            order by a.matter_id
            limit 1) p on true
        where f.sha256 = @sha256
            and (p.department_code is not null or @all or f.department_code = @own)
        order by (f.department_code is not distinct from p.department_code) desc, f.uploaded_at, f.department_code
        limit 1
        """;

    private sealed record Found(string MediaType, string Name, bool Open);
}
