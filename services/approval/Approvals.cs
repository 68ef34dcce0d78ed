namespace GovPlatform.Approval;

/// <summary>The table of approvals, in the texts that several files share.</summary>
internal static class Approvals
{
    public const string Columns = """
        region, case_id, case_number, status, version, department_code, matter, applicant,
        materials, materials_version, delivery, accepted_on, promised_due, statutory_due, provisional, opened_at,
        claimed_by, claimed_by_name, claimed_at, outcome, opinion, conditions, legal_basis, remedies,
        decided_by, decided_by_name, decided_at, handed_over_by, handed_over_at, rules, sent_back_reason, ended_reason, deferral_due, mode, green_due
        """;

    /// <summary>A case of the caller's own department: others are not known to be there.</summary>
    public const string FindOwn = $"""
        select {Columns}
        from approval
        where region = @Region
          and case_id = @caseId
          and department_code = @Department
        """;

    private const string Save = """
        update approval
        set status = @Status, version = @Version, claimed_by = @ClaimedBy, claimed_by_name = @ClaimedByName, claimed_at = @ClaimedAt,
            outcome = @Outcome, opinion = @Opinion, conditions = @Conditions, legal_basis = @LegalBasis, remedies = @Remedies,
            decided_by = @DecidedBy, decided_by_name = @DecidedByName, decided_at = @DecidedAt,
            handed_over_by = @HandedOverBy, handed_over_at = @HandedOverAt, materials = @Materials, materials_version = @MaterialsVersion,
            sent_back_reason = @SentBackReason, ended_reason = @EndedReason, deferral_due = @DeferralDue, rules = @Rules
        where region = @Region
          and case_id = @CaseId
        """;

    /// <summary>The row, locked: of two people at once, one waits and then finds what the other did.</summary>
    public static Task<ApprovalCase?> LockOwnAsync(this Tx tx, Caller me, Guid caseId) =>
        tx.FindAsync<ApprovalCase>($"{FindOwn} for update", new { me.Region, caseId, me.Department });

    /// <summary>The row of whatever department, locked: for what intake tells.</summary>
    public static Task<ApprovalCase?> LockAsync(this Tx tx, string region, Guid caseId) =>
        tx.FindAsync<ApprovalCase>($"select {Columns} from approval where region = @region and case_id = @caseId for update", new { region, caseId });

    /// <summary>Writes the state reached, with its audit entry.</summary>
    public static async Task SaveAsync(this Tx tx, ApprovalCase reached, string action)
    {
        await tx.ExecuteAsync(Save, reached);
        tx.Audit(action, "approval", reached.CaseId.ToString(), new { reached.Status, reached.Version });
    }

    /// <summary>Commits, counts the transition, and answers with the state reached.</summary>
    public static async Task<Ok<ApprovalState>> CommitAsync(this Tx tx, ApprovalCase reached, HttpResponse response)
    {
        await tx.CommitAsync();
        GovTelemetry.Transition("approval", reached.Status);
        return State(reached, response);
    }

    public static Ok<ApprovalState> State(ApprovalCase approval, HttpResponse response)
    {
        response.SetETag(approval.Version);
        return TypedResults.Ok(new ApprovalState(approval.CaseId, approval.CaseNumber, approval.Status, approval.Version));
    }
}

/// <summary>The state that a transition has reached; the version is the next If-Match.</summary>
/// <param name="Status">open, claimed, sent-back, granted, denied, handed-over or ended.</param>
internal sealed record ApprovalState(Guid CaseId, string CaseNumber, string Status, int Version);
