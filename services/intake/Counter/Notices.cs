using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Intake;

/// <summary>一次性告知: everything that is missing or wrong, at once.</summary>
public sealed record SupplementRequest
{
    /// <summary>材料编码 of the case's list.</summary>
    [Required, MinLength(1), MaxLength(100), EachLength(60)]
    public string[] MaterialCodes { get; init; } = [];

    /// <summary>What is wrong with them, for the applicant.</summary>
    [Required, StringLength(1000, MinimumLength = 2)]
    public string Note { get; init; } = "";

    /// <summary>True to demand that the applicant comes in person; refused where the matter is done online.</summary>
    public bool Visit { get; init; }
}

/// <summary>What a one-time notice has to keep to, whether the pre-review gives it or the counter.</summary>
internal sealed class Notices(Tx tx, Caller me, Mandate mandate, KeptMatters kept, WorkingDays days, DocumentWriter papers, CaseViews views, TimeProvider time)
{
    /// <summary>Working days that the applicant has to answer; no law sets them.</summary>
    private const int AnswerWithin = 10;

    /// <summary>Gives the notice to the case that the clerk has seen, and answers with it; what it may not ask for is refused, and reported to supervision.</summary>
    public async Task<Results<Ok<CaseView>, Problem>> GiveAsync(
        Guid id, string? ifMatch, SupplementRequest request, string action, Func<CaseFile, DateOnly, DateTime, CaseFile?> move, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var (asked, no) = await GiveAsync(file, request, action, move, ct);
        return asked is null ? no! : await tx.AnswerAsync(asked, me, views, response, ct);
    }

    private async Task<(CaseFile? Asked, Problem? No)> GiveAsync(CaseFile file, SupplementRequest request, string action, Func<CaseFile, DateOnly, DateTime, CaseFile?> move, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (move(file, days.Add(ChinaTime.Date(now), AnswerWithin), now) is not { } asked)
            return (null, Problems.WrongState(file));
        if (await mandate.RefusedAsync(file, Act.Notice, ct) is { } outside)
            return (null, outside);
        var listed = await tx.MaterialsAsync(file.Id);
        var unlisted = request.MaterialCodes.Except(listed.Select(m => m.Code)).ToList();
        if (unlisted.Count > 0)
            return (null, await RefuseAsync(file, "unlisted-material", string.Join('、', unlisted.Take(5).Select(code => code[..Math.Min(code.Length, 40)])), Problems.NotOnTheList(request.MaterialCodes, unlisted), now, ct));
        if (request.Visit && await kept.FindAsync(file.MatterCode, file.Matter.Version, ct) is { NeedsNoVisit: true })
            return (null, await RefuseAsync(file, "visit-demanded", action, Problems.VisitDemanded(), now, ct));
        if (file.Notices > 0)
        {
            if (await UseReasonAsync(file.Id) is not { } reason)
                return (null, await RefuseAsync(file, "second-notice", action, Problems.SecondNotice(file.Notices), now, ct));
            Tell(file, "second-notice", reason, refused: false, now);
        }

        await tx.ExecuteAsync("update case_material set requested = true where case_id = @Id and code = any(@MaterialCodes)", new { file.Id, request.MaterialCodes });
        await tx.SaveAsync(asked, action, me, request.Note);
        var requested = listed.Where(m => request.MaterialCodes.Contains(m.Code)).ToList();
        await papers.IssueNoticeAsync(tx, asked, requested, request, now);
        tx.Publish(new SupplementRequested(
            file.Id, file.Number!, now, file.AccountId, file.Matter.Name, [.. requested.Select(m => m.Name)], asked.SupplementDue!.Value, PreReview: asked.Status == CaseStatus.Returned, Notice: asked.Notices));
        return (asked, null);
    }

    /// <summary>A supervisor's reason is good for one notice.</summary>
    private Task<string?> UseReasonAsync(Guid id) =>
        tx.ScalarAsync<string?>("""
            update case_file f
            set second_notice_reason = null, second_notice_by = null, reminded_on = null
            from (select id, second_notice_reason from case_file where id = @id) before
            where f.id = before.id
              and before.second_notice_reason is not null
            returning before.second_notice_reason
            """, new { id });

    private async Task<Problem> RefuseAsync(CaseFile file, string rule, string detail, Problem no, DateTime now, CancellationToken ct)
    {
        Tell(file, rule, detail, refused: true, now);
        await tx.CommitAsync(ct);
        return no;
    }

    private void Tell(CaseFile file, string rule, string detail, bool refused, DateTime now) =>
        tx.Publish(new IrregularityFound(file.Id, file.Number!, now, rule, detail, me.Id, refused, file.Matter.Name, file.Matter.DepartmentCode));
}
