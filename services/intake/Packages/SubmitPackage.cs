using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>提交: every sub-case is handed in at once, and every department hears of it at once; or nothing is.</summary>
internal static class SubmitPackage
{
    /// <summary>Submits a draft package whose form and materials are complete, if every matter is still open in its version.</summary>
    public static async Task<Results<Ok<PackageView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, FreshPackage fresh, PackageForms forms, PackageViews views,
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
        if ((await tx.PackageMaterialsAsync(id)).Where(m => m.BarsFiling).ToList() is [_, ..] missing)
            return PackageProblems.MaterialsMissing(missing);
        if (await tx.UnsignedAsync(package.Cases) is [_, ..] unsigned)
            return PackageProblems.NotSigned(unsigned);

        var now = time.GetUtcNow().UtcDateTime;
        var numbers = await NumbersAsync(tx, package, ChinaTime.Date(now));
        var file = package.File with { Number = numbers[Serial], SubmittedAt = now, UpdatedAt = now, Version = package.File.Version + 1 };
        await tx.SaveAsync(file, "submit");
        List<CaseFile> parts = [];
        foreach (var part in package.Cases)
        {
            var submitted = part.Submit(numbers[part.MatterCode], now)!;
            await tx.SaveAsync(submitted, "submit", me);
            tx.Publish(new CaseSubmitted(part.Id, submitted.Number!, now, part.Matter, part.Applicant, part.Channel));
            if (submitted.Waits)
                tx.Publish(file.Announce(submitted, CaseAnnounced.Waiting, now));
            parts.Add(submitted);
        }
        return await tx.AnswerAsync(new(file, parts), me, views, response, ct);
    }

    private const string Serial = "package";

    private static Problem? Refused(WholePackage package, FreshPackage fresh)
    {
        if (package.Cases.Where(part => !fresh.Matters.ContainsKey(part.MatterCode)).Select(part => part.Matter.Name).ToList() is [_, ..] closed)
            return PackageProblems.StepsClosed(closed);
        return package.Cases.Where(part => fresh.Matters[part.MatterCode].Version != part.Matter.Version).Select(part => part.Matter.Name).ToList() is [_, ..] changed
            ? PackageProblems.StepsChanged(changed) : null;
    }

    /// <summary>All numbers in one statement, in one order, so that two packages of the same matters wait for each other and never both.</summary>
    private static async Task<Dictionary<string, string>> NumbersAsync(Tx tx, WholePackage package, DateOnly day)
    {
        var drawn = await tx.QueryAsync<(string Kind, int Last)>("""
            insert into daily_serial as s (kind, day, last)
            select kind, @day, 1
            from unnest(@kinds) as kind
            order by kind
            on conflict (kind, day) do update set last = s.last + 1
            returning kind, last
            """, new { kinds = package.Cases.Select(part => part.MatterCode).Append(Serial).ToArray(), day });
        return drawn.ToDictionary(serial => serial.Kind, serial => serial.Kind == Serial
            ? $"YJS{package.File.Region}{day:yyyyMMdd}{serial.Last:D5}" : CaseNumber.Create(MatterCode.Parse(serial.Kind), day, serial.Last).Value);
    }
}
