namespace GovPlatform.Intake;

/// <summary>A clerk's hold on a case at the counter.</summary>
/// <param name="Version">Version of the case, for If-Match.</param>
/// <param name="Until">When the hold ends by itself; claiming again prolongs it.</param>
internal sealed record CaseClaim(Guid Id, string Status, int Version, DateTime Until);

/// <summary>A clerk takes a case at the counter in hand, so that no second works on it; by real time, since it is a lease.</summary>
internal static class ClaimCase
{
    /// <summary>Takes the case in hand for Intake:ClaimMinutes (30), or prolongs that; who comes second is told 409 with the current state.</summary>
    public static async Task<Results<Ok<CaseClaim>, Problem>> TakeAsync(Guid id, Tx tx, Caller me, IConfiguration configuration, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.HeldByAnother(me) is { } no)
            return no;
        if (!CaseStatus.AtTheCounter.Contains(file.Status) && file.Status != CaseStatus.Draft)
            return Problems.WrongState(file);
        var until = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(configuration.GetValue("Intake:ClaimMinutes", 30));
        await tx.ExecuteAsync("update case_file set handled_by = @me, handled_until = @until where id = @id", new { id, me = me.Id, until });
        if (file.HandledBy != me.Id)
            tx.Audit("claim", "case", id.ToString(), new { file.Status, file.Version });
        await tx.CommitAsync(ct);
        response.SetETag(file.Version);
        return TypedResults.Ok(new CaseClaim(id, file.Status, file.Version, until));
    }

    /// <summary>Lets the case go; a second time changes nothing.</summary>
    public static async Task<Results<NoContent, Problem>> ReleaseAsync(Guid id, Tx tx, Caller me, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.HeldByAnother(me) is { } no)
            return no;
        if (file.HandledBy == me.Id)
        {
            await tx.ExecuteAsync("update case_file set handled_by = null, handled_until = null where id = @id", new { id });
            tx.Audit("release", "case", id.ToString(), new { file.Status, file.Version });
            await tx.CommitAsync(ct);
        }
        return TypedResults.NoContent();
    }

    /// <summary>Why the case may not be changed now: another clerk holds it (409, before anything else is asked), or it is not as it was seen (428, 412).</summary>
    public static Problem? Objection(this CaseFile file, Caller me, string? ifMatch) => file.HeldByAnother(me) ?? Precondition.Failed(ifMatch, file.Version);

    private static Problem? HeldByAnother(this CaseFile file, Caller me) => HeldByAnother(me, file.HandledBy, file.HandledUntil, file.Status, file.Version);

    /// <summary>Another clerk has it in hand; that never holds up the applicant.</summary>
    public static Problem? HeldByAnother(Caller me, Guid? by, DateTime? until, string status, int version) =>
        me.IsStaff && by is not null && by != me.Id && until > TimeProvider.System.GetUtcNow().UtcDateTime ? CounterProblems.ClaimedByAnother(status, version, until) : null;
}
