using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>不予受理, in writing.</summary>
public sealed record CaseRefusal
{
    /// <summary>Code of the list: no-permit-needed, not-our-competence, not-entitled, conditions-not-met, false-materials, repeated, barred, prerequisite-failed or other-law.</summary>
    [Required, StringLength(40)]
    public string Code { get; init; } = "";

    /// <summary>The facts and the rule, in the words of this case.</summary>
    [Required, StringLength(1000, MinimumLength = 4)]
    public string Reason { get; init; } = "";

    /// <summary>Whose competence it is; needed with not-our-competence.</summary>
    [StringLength(100, MinimumLength = 2)]
    public string? CompetentAuthority { get; init; }
}

/// <summary>不予受理: never without reasons and remedies (行政许可法 art. 32 and 38); the remedies are the law's and not the clerk's to leave out.</summary>
internal static class RefuseCase
{
    /// <summary>Refuses a case that is not accepted yet, in writing.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, CaseRefusal request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, Mandate mandate, CaseViews views, DocumentWriter papers, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (!RefusalReasons.All.TryGetValue(request.Code, out var words))
            return Problem.Invalid("/code", "unknown-reason", $"不予受理理由应为 {string.Join("、", RefusalReasons.All.Keys)} 之一", "The code is not of the list of reasons");
        if (request.Code == RefusalReasons.NotOurCompetence == request.CompetentAuthority is null)
            return Problem.Invalid("/competentAuthority", "competent-authority", "不属于本机关职权的须告知向谁申请，其他理由不填", "With not-our-competence, and only then, tell whose competence it is");
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        var text = string.Join('\n', new[]
        {
            $"{words}。{request.Reason}", request.CompetentAuthority is { } whose ? $"请向有权办理的机关申请：{whose}" : null, $"救济途径：{PaperWording.Remedies(settings.County)}",
        }.OfType<string>());
        if (file.Refuse(request.Code, text, now) is not { } refused)
            return Problems.WrongState(file);
        if (await mandate.RefusedAsync(file, Act.Refuse, ct) is { } no)
            return no;
        await tx.SaveAsync(refused, "refuse", me, text);
        await papers.IssueRefusalAsync(tx, refused, request, now);
        tx.Publish(new CaseRefused(id, file.Number!, now, file.AccountId, file.Matter.Name, text));
        return await tx.AnswerAsync(refused, me, views, response, ct);
    }
}
