using System.Buffers.Binary;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>An agency's seal as it is stored.</summary>
/// <param name="Sha256">Digest of the picture, lower-case hex; also its ETag.</param>
internal sealed record SealStored(string DepartmentCode, string Sha256, long Size);

/// <summary>Stores the picture of an agency's seal; documents that are issued from then on bear it, those issued before keep theirs.</summary>
internal static class PutSeal
{
    public const int MostBytes = 512 * 1024;

    /// <summary>Stores the request body, a PNG, as the seal of a department. The same picture again changes nothing; another needs If-Match with the digest it replaces.</summary>
    /// <param name="departmentCode">统一社会信用代码 of the department.</param>
    public static async Task<Results<Ok<SealStored>, Problem>> Handle(
        string departmentCode, [FromHeader(Name = "If-Match")] string? ifMatch, HttpRequest request, Tx tx, FileStore files, TimeProvider time, CancellationToken ct)
    {
        if (!CreditCode.TryParse(departmentCode, out var department, out var refusal))
            return PrintingProblems.DepartmentCode(refusal);
        if (request.ContentLength > MostBytes)
            return PrintingProblems.SealTooLarge(MostBytes);
        using var picture = new MemoryStream();
        await request.Body.CopyToAsync(picture, ct);
        if (picture.Length > MostBytes)
            return PrintingProblems.SealTooLarge(MostBytes);
        if (!IsSeal(picture.ToArray()))
            return PrintingProblems.SealType();
        picture.Position = 0;
        var stored = await files.WriteAsync(picture, MostBytes, ct);

        var code = department.Value;
        var before = await tx.FindAsync<string>("select sha256 from seal where department_code = @code for update", new { code });
        if (before is not null && before != stored.Sha256 && Precondition.Failed(ifMatch, before) is { } stale)
            return stale;
        if (before != stored.Sha256)
        {
            await tx.ExecuteAsync("""
                insert into seal (department_code, sha256, size, updated_at) values (@code, @Sha256, @Size, @now)
                on conflict (department_code) do update set sha256 = excluded.sha256, size = excluded.size, updated_at = excluded.updated_at
                """, new { code, stored.Sha256, stored.Size, now = time.GetUtcNow().UtcDateTime });
            tx.Audit("put-seal", "seal", code, new { stored.Sha256 });
        }
        await tx.CommitAsync(ct);
        request.HttpContext.Response.Headers.ETag = $"\"{stored.Sha256}\"";
        return TypedResults.Ok(new SealStored(code, stored.Sha256, stored.Size));
    }

    /// <summary>By its content: the signature, a size that prints well, and the last chunk at the end.</summary>
    internal static bool IsSeal(ReadOnlySpan<byte> png) =>
        png.Length > 57 && MediaTypes.Begins("image/png", png) && png[12..16].SequenceEqual("IHDR"u8) && png[^8..^4].SequenceEqual("IEND"u8)
        && BinaryPrimitives.ReadUInt32BigEndian(png[16..]) is >= 100 and <= 2000 && BinaryPrimitives.ReadUInt32BigEndian(png[20..]) is >= 100 and <= 2000;
}
