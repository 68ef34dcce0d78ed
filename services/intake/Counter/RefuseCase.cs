using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>不予受理, in writing.</summary>
public sealed record CaseRefusal
{
    /// <summary>Why, with the rule.</summary>
    [Required, StringLength(1000, MinimumLength = 4)]
    public string Reason { get; init; } = "";

    /// <summary>救济途径: administrative reconsideration or suit, before whom and by when.</summary>
    [Required, StringLength(500, MinimumLength = 4)]
    public string Remedies { get; init; } = "";

    /// <summary>Whose competence it is, where it is not ours.</summary>
    [StringLength(100)]
    public string? CompetentAuthority { get; init; }
}

/// <summary>不予受理: never without reasons and remedies (行政许可法 art. 32 and 38).</summary>
internal static class RefuseCase
{
    /// <summary>Refuses a submitted or received case in writing.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, CaseRefusal request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, PersonalData data, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        var text = string.Join('\n', new[] { request.Reason, request.CompetentAuthority is { } whose ? $"有权办理机关：{whose}" : null, $"救济途径：{request.Remedies}" }.OfType<string>());
        if (file.Refuse(text, now) is not { } refused)
            return Problems.WrongState(file);
        await tx.SaveAsync(refused, "refuse", me, text);
        tx.Publish(new CaseRefused(id, file.Number!, now, file.AccountId, file.Matter.Name, text));
        return await tx.AnswerAsync(refused, me, data, response, ct);
    }
}
