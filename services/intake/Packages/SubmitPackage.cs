using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>提交: every sub-case is handed in at once, and every department hears of it at once; or nothing is.</summary>
internal static class SubmitPackage
{
    /// <summary>Submits a draft package whose form and materials are complete, if every matter is still open in its version.</summary>
    public static async Task<Results<Ok<PackageView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, FreshPackage fresh, PackageForms forms, Serials serials, PackageViews views,
        TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindPackageAsync(id, me, Filers.MayFile) is not { } package)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, package.Version) is { } stale)
            return stale;
        if (package.Cases.Any(part => part.Status != CaseStatus.Draft))
            return PackageProblems.WrongState(package);
        await fresh.Answered;
        if (Refused(package, fresh) is { } closed)
            return closed;
        if (await forms.RefusalAsync(package, ct) is { } form)
            return form;
        var materials = await tx.PackageMaterialsAsync(id);
        if (materials.Where(m => m.BarsFiling).ToList() is [_, ..] missing)
            return PackageProblems.MaterialsMissing(missing);
        if (materials.Where(m => m.Scan == Scan.Infected).Select(m => (m.Code, m.Name)).ToList() is [_, ..] infected)
            return FilesProblems.InfectedMaterials(infected);
        if (await tx.UnsignedAsync(package.Cases) is [_, ..] unsigned)
            return PackageProblems.NotSigned(unsigned);

        var now = time.GetUtcNow().UtcDateTime;
        // Asked for together, drawn in one statement.
        var serial = serials.NextAsync("package", ChinaTime.Date(now));
        var numbers = await Task.WhenAll(package.Cases.Select(part => serials.CaseNumberAsync(part.MatterCode, now)));
        var file = package.File with { Number = $"YJS{package.File.Region}{ChinaTime.Date(now):yyyyMMdd}{await serial:D5}", SubmittedAt = now, UpdatedAt = now, Version = package.File.Version + 1 };
        await tx.SaveAsync(file, "submit");
        List<CaseFile> parts = [];
        foreach (var (part, number) in package.Cases.Zip(numbers))
        {
            var submitted = part.Submit(number, now)!;
            await tx.SaveAsync(submitted, "submit", me);
            tx.Publish(new CaseSubmitted(part.Id, submitted.Number!, now, part.Matter, part.Applicant, part.Channel));
            if (submitted.Waits)
                tx.Publish(file.Announce(submitted, CaseAnnounced.Waiting, now));
            parts.Add(submitted);
        }
        return await tx.AnswerAsync(new(file, parts), me, views, response, ct);
    }

    private static Problem? Refused(WholePackage package, FreshPackage fresh)
    {
        if (package.Cases.Where(part => !fresh.Matters.ContainsKey(part.MatterCode)).Select(part => part.Matter.Name).ToList() is [_, ..] closed)
            return PackageProblems.StepsClosed(closed);
        return package.Cases.Where(part => fresh.Matters[part.MatterCode].Version != part.Matter.Version).Select(part => part.Matter.Name).ToList() is [_, ..] changed
            ? PackageProblems.StepsChanged(changed) : null;
    }
}
