using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>The content of a material, for its applicant, and for staff who say why.</summary>
internal static class ReadMaterial
{
    /// <summary>The file as it was handed in. Staff need the header Purpose. Infected content is shown to nobody, and staff wait until it is scanned.</summary>
    public static async Task<Results<FileStreamHttpResult, Problem>> Handle(
        Guid id, string code, NpgsqlDataSource source, Caller me, FileStore files, FileSettings settings, HttpContext http, CancellationToken ct)
    {
        var (material, no) = await FindAsync(id, code, source, me, settings, http, ct);
        if (no is not null)
            return no;
        if (await files.OpenAsync(material!.Sha256, ct) is not { } content)
            return Problem.Unavailable();
        Disarm(http.Response);
        return TypedResults.Stream(content, material.MediaType, $"{code}{MediaTypes.Ending(material.MediaType)}");
    }

    /// <summary>What was handed in, where this caller may see it; a read by staff is recorded.</summary>
    public static async Task<(ReadableMaterial? Material, Problem? No)> FindAsync(
        Guid id, string code, NpgsqlDataSource source, Caller me, FileSettings settings, HttpContext http, CancellationToken ct)
    {
        // Closed before the file is asked for, which may be far away.
        await using var db = await source.OpenConnectionAsync(ct);
        var found = await db.QuerySingleOrDefaultAsync<ReadableMaterial?>($"""
            select case_file.account_id, m.sha256, m.media_type, coalesce(s.scan, 'not-scanned') as scan
            from case_file
            join case_material m on m.case_id = case_file.id
            left join stored_file s on s.sha256 = m.sha256
            where case_file.id = @id
              and m.code = @code
              and m.sha256 is not null
              and {Readers.MayRead}
            """, Readers.Of(id, me, code));
        if (found is null)
            return (null, Problem.NotFound());
        if (Scan.Hides(found.Scan, owner: found.AccountId == me.Id, settings) is { } hidden)
            return (null, hidden);
        if (!me.IsStaff)
            return (found, null);
        if (Purpose.Missing(http.Request, out var purpose) is { } no)
            return (null, no);
        await StaffRead.RecordAsync(db, me, found.AccountId, $"case/{id}/material/{code}", purpose);
        return (found, null);
    }

    /// <summary>Handed-in files are shown as data, never run in our origin.</summary>
    public static void Disarm(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}

/// <summary>What was handed in for a material.</summary>
internal sealed record ReadableMaterial(Guid AccountId, string Sha256, string MediaType, string Scan);
