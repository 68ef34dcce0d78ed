using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>Why a case may be asked for more after its one notice.</summary>
public sealed record SecondNoticeReason
{
    [Required, StringLength(500, MinimumLength = 4)]
    public string Reason { get; init; } = "";
}

/// <summary>A supervisor lets the counter give one more notice, and says why; it is reported when it is given.</summary>
internal static class AllowSecondNotice
{
    /// <summary>Allows one further notice to a case that has had its one.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, SecondNoticeReason request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        if (file.Notices == 0 || file.Status is not (CaseStatus.Submitted or CaseStatus.Received))
            return Problems.WrongState(file);
        await tx.ExecuteAsync("update case_file set second_notice_reason = @Reason, second_notice_by = @by where id = @id", new { id, request.Reason, by = me.Id });
        tx.Audit("allow-second-notice", "case", id.ToString(), new { request.Reason });
        return await tx.AnswerAsync(file, me, views, response, ct);
    }
}
