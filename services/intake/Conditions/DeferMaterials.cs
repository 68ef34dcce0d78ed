using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>容缺: which materials may come later.</summary>
public sealed record Deferral
{
    /// <summary>材料编码 of materials whose 材料必要性 is 3 容缺后补 and that are missing.</summary>
    [Required, MinLength(1), MaxLength(100), EachLength(60)]
    public string[] MaterialCodes { get; init; } = [];

    /// <summary>Working days after acceptance; Intake:DeferralDays (5) where not given, cut to the promised limit.</summary>
    [Range(1, 60)]
    public int? Days { get; init; }
}

/// <summary>容缺受理: the counter offers to accept a case whose secondary materials come later; the applicant signs for it.</summary>
internal static class DeferMaterials
{
    /// <summary>Offers the letter of 容缺; an earlier one that is not used yet, signed or not, gives way to it.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, Deferral request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, WorkingDays days, IConfiguration configuration,
        CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Defer(now) is not { } offered)
            return Problems.WrongState(file);
        var later = (await tx.MaterialsAsync(id)).Where(m => m is { Requirement: "3", IsMissing: true } && request.MaterialCodes.Contains(m.Code)).ToList();
        if (request.MaterialCodes.Except(later.Select(m => m.Code)).ToList() is [_, ..] refused)
            return ConditionsProblems.NotDeferrable(request.MaterialCodes, refused);
        if (await tx.IsExcludedAsync(file.AccountId))
            return ConditionsProblems.NotRepaired();
        var most = MostDays(file, days, ChinaTime.Date(now));
        if (most < 1 || request.Days > most)
            return ConditionsProblems.TooLong();
        var letter = Letter.Deferral(file, later, request.Days ?? Math.Min(most, configuration.GetValue("Intake:DeferralDays", 5)), now);
        await tx.OfferAsync(id, letter);
        await tx.SaveAsync(offered, "defer", me, string.Join('；', later.Select(m => m.Name)));
        tx.Publish(new LetterOffered(id, file.Number!, now, file.AccountId, file.Matter.Name, letter.Kind, [.. later.Select(m => m.Name)], letter.Days!.Value));
        return await tx.AnswerAsync(offered, me, views, response, ct);
    }

    /// <summary>补正期 ≤ 承诺时限: the working days in the promised limit, if the case were accepted today.</summary>
    private static int MostDays(CaseFile file, WorkingDays days, DateOnly today) =>
        days.Between(today, days.Due(today, file.Matter.PromisedDays, file.Matter.PromisedUnit));

    /// <summary>What was signed to come later and is still missing may; the case takes its day. Nothing is written: it may still be refused.</summary>
    public static async Task<(CaseFile Accepted, IReadOnlyList<CaseMaterial> Materials, Problem? No)> AcceptUnderConditionsAsync(
        this Tx tx, CaseFile accepted, WorkingDays days)
    {
        var materials = await tx.MaterialsAsync(accepted.Id);
        if (await tx.LacksCommitmentAsync(accepted))
            return (accepted, materials, ConditionsProblems.NotSigned(Letter.OfCommitment));
        if (!materials.Any(m => m is { IsMissing: true, Requirement: "3" }) || await tx.LetterAsync(accepted.Id, Letter.OfDeferral) is not { } letter)
            return (accepted, materials, null);
        if (letter.SignedAt is null)
            return (accepted, materials, ConditionsProblems.NotSigned(Letter.OfDeferral));
        materials = [.. materials.Select(m => m.IsMissing && letter.MaterialCodes.Contains(m.Code) ? m with { Deferred = true } : m)];
        return materials.Any(m => m.Deferred) ? (accepted.Deferred(days.Add(accepted.AcceptedOn!.Value, letter.Days!.Value)), materials, null) : (accepted, materials, null);
    }

    /// <summary>Notes, with the acceptance, what comes later.</summary>
    public static async Task NoteDeferredAsync(this Tx tx, Guid id, IReadOnlyList<CaseMaterial> materials)
    {
        if (materials.Where(m => m.Deferred).Select(m => m.Code).ToArray() is [_, ..] codes)
            await tx.ExecuteAsync("""
                with late as (
                    update case_material
                    set deferred = true
                    where case_id = @id
                      and code = any(@codes))
                update case_file
                set reminded_on = null
                where id = @id
                """, new { id, codes });
    }
}
