using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>The content of a material, for its applicant, and for staff who say why.</summary>
internal static class ReadMaterial
{
    /// <summary>The file as it was handed in. Staff need the header Purpose.</summary>
    public static async Task<Results<FileStreamHttpResult, Problem>> Handle(
        Guid id, string code, NpgsqlDataSource source, Caller me, FileStore files, HttpContext http, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var found = await db.QuerySingleOrDefaultAsync<Found?>($"""
            select case_file.account_id, m.sha256, m.media_type
            from case_file
            join case_material m on m.case_id = case_file.id
            where case_file.id = @id
              and m.code = @code
              and m.sha256 is not null
              and {Readers.MayRead}
            """, Readers.Of(id, me, code));
        if (found is null)
            return Problem.NotFound();
        if (me.IsStaff)
        {
            if (Purpose.Missing(http.Request, out var purpose) is { } no)
                return no;
            await StaffRead.RecordAsync(db, me, found.AccountId, $"case/{id}/material/{code}", purpose);
        }
        if (await files.OpenAsync(found.Sha256, ct) is not { } content)
            return Problem.Unavailable();
        // Handed-in files are shown as data, never run in our origin.
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        return TypedResults.Stream(content, found.MediaType, $"{code}{Extension(found.MediaType)}");
    }

    private static string Extension(string mediaType) => mediaType switch
    {
        "application/pdf" => ".pdf",
        "image/png" => ".png",
        _ => ".jpg",
    };

    private sealed record Found(Guid AccountId, string Sha256, string MediaType);
}
