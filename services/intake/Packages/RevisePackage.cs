using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>Rewrites the form of a draft package, and with it that of every sub-case.</summary>
internal static class RevisePackage
{
    /// <summary>Replaces the merged form of a draft package, and where one is given the way of delivery.</summary>
    public static async Task<Results<Ok<PackageView>, Problem>> Handle(
        Guid id, PackageRevision request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, KeptMatters kept, PackageForms forms, Halls halls, PersonalData data, PackageViews views,
        TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindPackageAsync(id, me, Filers.MayFile) is not { } package)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, package.Version) is { } stale)
            return stale;
        if (package.Status != PackageStatus.Draft)
            return PackageProblems.WrongState(package);
        Dictionary<string, PublishedMatter> matters = [];
        foreach (var part in package.Cases)
            matters[part.MatterCode] = (await kept.FindAsync(part.MatterCode, part.Matter.Version, ct))!;
        var (form, slices, no) = forms.Cut(request.Form, package.File.Plan, matters);
        if (no is not null)
            return no;
        var (way, cannot) = await WayOfDelivery.ReadAsync(request, halls, data);
        if (cannot is not null)
            return cannot;

        var now = time.GetUtcNow().UtcDateTime;
        var file = package.File with { FormSealed = form, Delivery = way?.Delivery ?? package.File.Delivery, Version = package.File.Version + 1, UpdatedAt = now };
        await tx.SaveAsync(file, "revise");
        List<CaseFile> parts = [];
        foreach (var part in package.Cases)
        {
            var revised = part.Revise(slices[part.MatterCode], now)!;
            revised = way?.On(revised) ?? revised;
            await tx.SaveAsync(revised, "revise", me);
            parts.Add(revised);
        }
        return await tx.AnswerAsync(new(file, parts), me, views, response, ct);
    }
}
