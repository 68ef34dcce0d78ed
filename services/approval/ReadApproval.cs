namespace GovPlatform.Approval;

/// <summary>One case as its department works on it.</summary>
internal static class ReadApproval
{
    public static void MapReadApproval(this RouteGroupBuilder api) =>
        api.MapGet("/approvals/{caseId:guid}", ReadAsync).AllowRoles(Role.Approver)
            .WithName("ReadApproval").WithSummary("One case of my department. The header Purpose shows the applicant unmasked; the read is recorded.");

    /// <summary>One case of my department; with a purpose, the applicant unmasked.</summary>
    private static async Task<Results<Ok<ApprovalView>, Problem>> ReadAsync(
        Guid caseId, Tx tx, Caller me, PersonalData personal, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var found = await tx.FindAsync<ApprovalCase>(Approvals.FindOwn, new { me.Region, caseId, me.Department });
        if (found is null) return Problem.NotFound();
        var unmasked = http.Request.Headers.ContainsKey(Purpose.Header);
        if (unmasked)
        {
            if (Purpose.Missing(http.Request, out var purpose) is { } no) return no;
            await StaffRead.RecordAsync(tx, me, found.Applicant.AccountId, $"approval/{caseId}", purpose);
            await tx.CommitAsync(ct);
        }
        http.Response.SetETag(found.Version);
        return TypedResults.Ok(ApprovalView.Of(found, unmasked ? ApplicantView.Open(found.Applicant, personal) : ApplicantView.Masked(found.Applicant, personal), time.Today()));
    }
}

/// <summary>One case as its department works on it.</summary>
/// <param name="Rules">What each rule found, where the matter is decided by rules; null elsewhere.</param>
/// <param name="Mode">ordinary, deferred (容缺受理) or commitment (告知承诺: the signed letter stands for some materials; checked after the grant).</param>
/// <param name="DeferralDue">容缺: last day for what comes later; nothing is granted before it is there. Null where nothing is awaited.</param>
internal sealed record ApprovalView(
    Guid CaseId, string CaseNumber, string Status, int Version, MatterRef Matter, ApplicantView Applicant, IReadOnlyList<MaterialRef> Materials, string Delivery,
    DateOnly AcceptedOn, DateOnly PromisedDue, DateOnly? StatutoryDue, bool Provisional, bool Overdue, DateTime OpenedAt,
    Guid? ClaimedBy, string? ClaimedByName, DateTime? ClaimedAt, string? Outcome, DateTime? DecidedAt, DateTime? HandedOverAt, IReadOnlyList<RuleOutcome>? Rules, string Mode, DateOnly? DeferralDue)
{
    public static ApprovalView Of(ApprovalCase row, ApplicantView applicant, DateOnly today) => new(
        row.CaseId, row.CaseNumber, row.Status, row.Version, row.Matter, applicant, row.Materials, row.Delivery,
        row.AcceptedOn, row.PromisedDue, row.StatutoryDue, row.Provisional, row.Status != ApprovalStatus.HandedOver && row.PromisedDue < today, row.OpenedAt,
        row.ClaimedBy, row.ClaimedByName, row.ClaimedAt, row.Outcome, row.DecidedAt, row.HandedOverAt, row.Rules, row.Mode, row.DeferralDue);
}

/// <summary>The applicant, masked or as sealed.</summary>
/// <param name="IdTypeCode">111 公民身份号码, 001 统一社会信用代码.</param>
internal sealed record ApplicantView(string Kind, string Name, string IdTypeCode, string IdNumber, string? Phone, bool IsMasked)
{
    public static ApplicantView Open(ApplicantRef told, PersonalData personal) => new(
        told.Kind, personal.Open(told.NameSealed), told.IdTypeCode, personal.Open(told.IdNumberSealed),
        told.PhoneSealed is null ? null : personal.Open(told.PhoneSealed), false);

    public static ApplicantView Masked(ApplicantRef told, PersonalData personal)
    {
        var open = Open(told, personal);
        return open with
        {
            Name = MaskedName(told, personal),
            IdNumber = Mask.IdNumber(told.Kind, open.IdNumber),
            Phone = open.Phone is null ? null : Mask.Phone(open.Phone),
            IsMasked = true,
        };
    }

    /// <summary>Names of organisations are public.</summary>
    public static string MaskedName(ApplicantRef told, PersonalData personal) =>
        Mask.Name(told.Kind, personal.Open(told.NameSealed));
}
