using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A document as PDF: printed when first asked for, and the same bytes ever after.</summary>
internal static class ReadDocument
{
    private const string Sql = $"""
        select d.id, case_file.account_id, d.number, d.content_sealed, d.verification_code, d.seal_sha256, p.sha256 as printed
        from case_file
        join issued_document d on d.case_id = case_file.id
        left join document p on p.key = 'issued/' || d.id
        where case_file.id = @id
          and (d.id = @document or d.number = @number)
          and {Readers.MayRead}
        """;

    /// <summary>The document as PDF; 202 with Location and Retry-After while it is being printed. Staff need the header Purpose.</summary>
    public static async Task<IResult> Handle(
        Guid id, Guid documentId, NpgsqlDataSource source, Caller me, DocumentWriter papers, FileStore files, Documents documents, HttpContext http, CancellationToken ct)
    {
        Row? row;
        // Closed before the document is asked for: printing takes a connection of its own.
        await using (var db = await source.OpenConnectionAsync(ct))
        {
            row = await FindAsync(db, id, documentId, null, me);
            if (row is not null && await RefusedAsync(db, row, id, me, http) is { } no)
                return no;
        }
        return row is null ? Problem.NotFound() : await AnswerAsync(row, papers, files, documents, http);
    }

    /// <summary>The receipt of the case as PDF; 202 while it is being printed. Staff need the header Purpose.</summary>
    public static async Task<IResult> ReceiptAsync(
        Guid id, NpgsqlDataSource source, Tx tx, Caller me, DocumentWriter papers, FileStore files, Documents documents, HttpContext http, CancellationToken ct)
    {
        Row? row;
        await using (var db = await source.OpenConnectionAsync(ct))
        {
            if (await db.FindReadableAsync(id, me) is not { } file)
                return Problem.NotFound();
            if (file.ReceiptNumber is null)
                return Problems.NotReceived(file.Status);
            row = await FindAsync(db, id, null, file.ReceiptNumber, me);
            if (row is null)
            {
                await IssueLateAsync(tx, papers, file, ct);
                row = (await FindAsync(db, id, null, file.ReceiptNumber, me))!;
            }
            if (await RefusedAsync(db, row, id, me, http) is { } no)
                return no;
        }
        return await AnswerAsync(row, papers, files, documents, http);
    }

    /// <summary>Cases received by the former release, and seeded ones, kept what their receipt says and no document.</summary>
    private static async Task IssueLateAsync(Tx tx, DocumentWriter papers, CaseFile file, CancellationToken ct)
    {
        var (at, materials) = await tx.FindAsync<Reception>("select received_at as at, received_materials as materials from case_file where id = @Id", new { file.Id })
            ?? throw new InvalidOperationException("The case was there.");
        await papers.IssueReceiptAsync(tx, file, materials, at);
        await tx.CommitAsync(ct);
    }

    private static Task<Row?> FindAsync(NpgsqlConnection db, Guid id, Guid? document, string? number, Caller me)
    {
        var args = new DynamicParameters(Readers.Of(id, me));
        args.Add("document", document);
        args.Add("number", number);
        return db.QuerySingleOrDefaultAsync<Row?>(Sql, args);
    }

    private static async Task<Problem?> RefusedAsync(NpgsqlConnection db, Row row, Guid id, Caller me, HttpContext http)
    {
        if (!me.IsStaff)
            return null;
        if (Purpose.Missing(http.Request, out var purpose) is { } no)
            return no;
        await StaffRead.RecordAsync(db, me, row.AccountId, $"case/{id}/document/{row.Number}", purpose);
        return null;
    }

    private static async Task<IResult> AnswerAsync(Row row, DocumentWriter papers, FileStore files, Documents documents, HttpContext http)
    {
        var seal = row is { Printed: null, SealSha256: { } sha256 } ? await ReadAsync(files, sha256, http.RequestAborted) : null;
        return (await documents.AnswerAsync($"issued/{row.Id}", $"{row.Number}.pdf", () => PaperPage.Html(papers.Opened(row.ContentSealed), row.Number, row.VerificationCode, seal), http)).Result;
    }

    private static async Task<byte[]> ReadAsync(FileStore files, string sha256, CancellationToken ct)
    {
        await using var content = await files.OpenAsync(sha256, ct) ?? throw new InvalidOperationException($"The seal {sha256} is not in the store.");
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, ct);
        return memory.ToArray();
    }

    private sealed record Row(Guid Id, Guid AccountId, string Number, string ContentSealed, string VerificationCode, string? SealSha256, string? Printed);

    private sealed record Reception(DateTime At, OpeningPapers.Received[] Materials);
}
