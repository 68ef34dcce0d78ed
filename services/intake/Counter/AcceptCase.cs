using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>受理: the case is accepted and the clocks start (行政许可法 art. 32, 42, 82).</summary>
internal static class AcceptCase
{
    /// <summary>Accepts a received case whose required materials are all there; licences that stand for some must still be in force.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, Mandate mandate, FreshReads fresh, WorkingDays days, FileSettings files, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file is { Waits: true, Status: CaseStatus.Received })
            return PackageProblems.Waits(file);
        if (file.Accept(days, now) is not { } accepted)
            return Problems.WrongState(file);
        if (await mandate.RefusedAsync(file, Act.Accept, ct) is { } no)
            return no;
        (accepted, var materials, var unsigned) = await tx.AcceptUnderConditionsAsync(accepted, days);
        if (unsigned is not null)
            return unsigned;
        if (materials.Any(m => m.IsMissing))
            return Problems.MaterialsMissing(materials.Where(m => m.IsMissing));
        if (Scan.Stops(materials, files) is { } unsafeFile)
            return unsafeFile;
        if (await fresh.LapsedAsync(materials) is { } lapsed)
            return lapsed;

        await tx.NoteDeferredAsync(id, materials);
        await tx.SaveAsync(accepted, "accept", me);
        await papers.IssueAcceptanceAsync(tx, accepted, materials, deemed: false, now);
        tx.Publish(accepted.AsAccepted(materials, deemed: false, now));
        return await tx.AnswerAsync(accepted, me, views, response, ct, materials);
    }

    /// <summary>Tells the acceptance, on paper too, where the materials have not been read yet.</summary>
    public static async Task TellAcceptedAsync(this Tx tx, DocumentWriter papers, CaseFile accepted, bool deemed, DateTime now)
    {
        var materials = await tx.MaterialsAsync(accepted.Id);
        await papers.IssueAcceptanceAsync(tx, accepted, materials, deemed, now);
        tx.Publish(accepted.AsAccepted(materials, deemed, now));
    }

    private static CaseAccepted AsAccepted(this CaseFile accepted, IReadOnlyList<CaseMaterial> materials, bool deemed, DateTime now) => new(
        accepted.Id, accepted.Number!, now, accepted.Matter, accepted.Applicant, accepted.AcceptedOn!.Value, accepted.PromisedDue!.Value, accepted.StatutoryDue,
        accepted.Provisional, [.. materials.Select(m => m.AsRef())], accepted.Delivery, deemed, accepted.Mode, accepted.DeferralDue, accepted.GreenDue);
}
