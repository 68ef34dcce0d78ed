using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>The document is true: it was issued under this number and code, and this is what it is.</summary>
/// <param name="Kind">As in the list of a case's documents.</param>
/// <param name="Department">实施机关; null for what the applicant declared.</param>
/// <param name="Applicant">An organisation by its name, a person by the masked name.</param>
/// <param name="Sha256">Digest of the PDF, lower-case hex; null while nobody has had it printed.</param>
internal sealed record VerifiedDocument(
    string Number, string Kind, string Title, DateOnly IssuedOn, string MatterName, string? Department, string Applicant, string? Sha256, DateTime VerifiedAt);

/// <summary>Whoever holds the paper asks whether it is true; the number alone does not tell.</summary>
internal static class VerifyDocument
{
    private const string NoCode = "------------";

    private const string Sql = """
        select d.number, d.kind, d.content_sealed, d.verification_code, p.sha256
        from issued_document d
        left join document p on p.key = 'issued/' || d.id
        where d.number = @number
        """;

    /// <summary>Verifies a document by its number and the code printed on it. A wrong code and an unknown number are the same 404.</summary>
    public static async Task<Results<Ok<VerifiedDocument>, Problem>> Handle(
        [Required, StringLength(40)] string number, [Required, StringLength(40)] string code, NpgsqlDataSource source, DocumentWriter papers, TimeProvider time, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var found = await db.QuerySingleOrDefaultAsync<Row?>(Sql, new { number = number.Trim().ToUpperInvariant() });
        if (!VerificationCode.Matches(code, found?.VerificationCode ?? NoCode) || found is null)
            return PrintingProblems.NotVerified();
        var paper = papers.Opened(found.ContentSealed);
        return TypedResults.Ok(new VerifiedDocument(
            found.Number, found.Kind, paper.Title, paper.On, paper.MatterName, paper.Agency, Mask.Name(paper.ApplicantKind, paper.ApplicantName), found.Sha256, time.GetUtcNow().UtcDateTime));
    }

    private sealed record Row(string Number, string Kind, string ContentSealed, string VerificationCode, string? Sha256);
}
