using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>A signature under a letter.</summary>
public sealed record LetterSignature
{
    /// <summary>SHA-256 of the text that was read, as GET letters told it.</summary>
    [Required, RegularExpression("^[0-9a-f]{64}$")]
    public string Digest { get; init; } = "";
}

/// <summary>
/// The applicant signs a letter in the own session; at the counter, the clerk records the paper that the applicant has signed there, once its scan is a material of the case.
/// </summary>
internal static class SignLetter
{
    // Whoever comes to the counter signs there, however the case was filed.
    private const string MaySignDeferral = "(account_id = @me or (@clerk and status = 'received'))";

    /// <summary>Signs the letter of 容缺.</summary>
    public static Task<Results<Ok<CaseView>, Problem>> DeferralAsync(
        Guid id, LetterSignature request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        SignAsync(Letter.OfDeferral, MaySignDeferral, id, request, ifMatch, tx, me, views, papers, time, response, ct);

    /// <summary>Signs the commitment (告知承诺书).</summary>
    public static Task<Results<Ok<CaseView>, Problem>> CommitmentAsync(
        Guid id, LetterSignature request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        SignAsync(Letter.OfCommitment, Filers.MayFile, id, request, ifMatch, tx, me, views, papers, time, response, ct);

    private static async Task<Results<Ok<CaseView>, Problem>> SignAsync(
        string kind, string may, Guid id, LetterSignature request, string? ifMatch, Tx tx, Caller me, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me, may) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Sign(kind, now) is not { } signed)
            return Problems.WrongState(file);
        if (await tx.LetterAsync(id, kind) is not { } letter)
            return ConditionsProblems.NoLetter();
        if (letter.SignedAt is not null)
            return ConditionsProblems.SignedAlready();
        if (letter.Digest != request.Digest)
            return ConditionsProblems.OtherText();
        if (await tx.IsExcludedAsync(file.AccountId))
            return ConditionsProblems.NotRepaired();
        var scan = await tx.FindAsync<string?>("select sha256 from case_material where case_id = @id and code = @code", new { id, code = Letter.ScanCode(kind) });
        if (me.IsStaff && scan is null)
            return ConditionsProblems.NoScan();
        await tx.ExecuteAsync("""
            update letter
            set signed_at = @now, signed_by = @AccountId, assurance = @assurance, recorded_by = @clerk, scan_sha256 = @scan
            where case_id = @id
              and kind = @kind
            """, new { id, kind, now, file.AccountId, assurance = me.IsStaff ? 0 : me.Assurance, clerk = me.IsStaff ? me.Id : (Guid?)null, scan });
        // Signed in the own session: no paper is waited for.
        await tx.ExecuteAsync("delete from case_material where case_id = @id and code = @code and sha256 is null", new { id, code = Letter.ScanCode(kind) });
        await tx.SaveAsync(signed, "sign", me, $"{kind} {letter.Digest}");
        await papers.IssueLetterAsync(tx, signed, letter, me, now);
        return await tx.AnswerAsync(signed, me, views, response, ct);
    }
}
