namespace GovPlatform.Intake;

/// <summary>What follows in a package from what its sub-cases have come to.</summary>
internal sealed class PackageSettling(Tx tx, Caller me, DocumentWriter papers, GovSettings settings, TimeProvider time)
{
    public async Task SettleAsync(Guid id)
    {
        if (await tx.FindPackageAsync(id, me, "true") is not { } package)
        {
            await tx.ExecuteAsync("delete from package_move where package_id = @id", new { id });
            return;
        }
        // What is not seen here has moved since, and is looked at again.
        var moved = await tx.QueryAsync<Guid?>("delete from package_move where package_id = @id returning case_id", new { id });
        var now = time.GetUtcNow().UtcDateTime;
        AnnounceEnds(package, [.. moved.OfType<Guid>()], now);
        await ReferAsync(package, now);
        for (var n = 0; n < package.Cases.Count; n++)
            if (await NextAsync(package, package.Cases[n], now) is { } next)
                package = package with { Cases = [.. package.Cases.Select(part => part.Id == next.Id ? next : part)] };
        if (package is { File.ClosedAt: null } && package.Cases.All(part => CaseStatus.IsFinal(part.Status)))
            await FinishAsync(package, now);
    }

    /// <summary>A sub-case after its steps before: released by each that is done, refused by one that has failed.</summary>
    private async Task<CaseFile?> NextAsync(WholePackage package, CaseFile part, DateTime now)
    {
        if (part.WaitsFor.Select(package.Of).FirstOrDefault(before => before?.HasFailed() == true) is { } failed)
            return await RefuseAsync(part, failed, now);
        CaseFile? reached = null;
        foreach (var step in part.WaitsFor)
        {
            if ((package.Of(step)?.IsDone() ?? package.File.OutsideDone.Contains(step)) && (reached ?? part).Release(step, now) is { } released)
            {
                reached = released;
                await tx.SaveAsync(reached, "release", me, package.File.Plan.NameOf(step));
            }
        }
        if (reached is not null)
            tx.Publish(package.File.Announce(reached, reached.Waits ? CaseAnnounced.Waiting : CaseAnnounced.Released, now));
        return reached;
    }

    private async Task<CaseFile?> RefuseAsync(CaseFile part, CaseFile failed, DateTime now)
    {
        var how = failed switch
        {
            { Outcome: CaseStatus.Denied } => "未获批准",
            { Status: CaseStatus.Refused } => "不予受理",
            { Status: CaseStatus.Lapsed } => "逾期未补正",
            { Status: CaseStatus.Withdrawn } => "已撤回",
            _ => "已终止办理",
        };
        var reason = $"前置事项“{failed.Matter.Name}”（{failed.Number}）{how}。";
        var text = $"{RefusalReasons.All[RefusalReasons.PrerequisiteFailed]}。{reason}\n救济途径：{PaperWording.Remedies(settings.County)}";
        if (part.RefuseWaiting(text, now) is not { } refused)
            return null;
        await tx.SaveAsync(refused, "refuse-waiting", me, text);
        await papers.IssueRefusalAsync(tx, refused, new() { Code = RefusalReasons.PrerequisiteFailed, Reason = reason }, now);
        tx.Publish(new CaseRefused(part.Id, part.Number!, now, part.AccountId, part.Matter.Name, text));
        return refused;
    }

    /// <summary>The departments that had been told of a sub-case beforehand hear that it has ended; accepted, they have it anyway.</summary>
    private void AnnounceEnds(WholePackage package, HashSet<Guid> moved, DateTime now)
    {
        foreach (var part in package.Cases.Where(part => moved.Contains(part.Id) && part is { Number: not null, AcceptedOn: null } && CaseStatus.IsFinal(part.Status)))
            if (package.File.Plan.Steps.Any(step => step.Id == part.PackageItem && step.After.Count > 0))
                tx.Publish(package.File.Announce(part, CaseAnnounced.Ended, now));
    }

    /// <summary>What a step makes is not asked from anybody: its licence, or the case where it gives none, stands for the material.</summary>
    private async Task ReferAsync(WholePackage package, DateTime now)
    {
        var done = package.Cases.Where(part => part.IsDone() && package.File.Plan.Materials.Any(material => material.FromStep == part.PackageItem)).ToList();
        if (done.Count == 0)
            return;
        await tx.ExecuteAsync("""
            update case_material m
            set reference = made.reference, source = made.source, supplied_at = @now, requested = false
            from unnest(@items, @references, @sources) as made (item, reference, source), case_file f
            where f.package_id = @Id
              and m.case_id = f.id
              and m.from_item = made.item
              and m.reference is null
            """, new
        {
            package.File.Id, now, items = done.Select(part => part.PackageItem).ToArray(), references = done.Select(part => part.LicenceId ?? part.Number).ToArray(),
            sources = done.Select(part => part.LicenceId is null ? "shared" : "licence").ToArray(),
        });
    }

    private async Task FinishAsync(WholePackage package, DateTime now)
    {
        var file = package.File with { ClosedAt = now, UpdatedAt = now, Version = package.File.Version + 1 };
        await tx.SaveAsync(file, "close");
        if (file.Number is { } number)
            tx.Publish(new PackageFinished(
                file.Id, number, now, file.AccountId, file.Name,
                [.. package.Cases.Where(part => part is { Outcome: CaseStatus.Granted, Status: CaseStatus.Closed }).Select(part => part.Matter.Name)],
                [.. package.Cases.Where(part => part is not { Outcome: CaseStatus.Granted, Status: CaseStatus.Closed }).Select(part => part.Matter.Name)]));
    }
}

/// <summary>Tells a department of a case that it cannot decide yet.</summary>
internal static class Announcing
{
    public static CaseAnnounced Announce(this PackageFile file, CaseFile part, string status, DateTime now) =>
        new(part.Id, part.Number!, now, part.Matter, part.AccountId, file.Id, file.Number!, file.Name, [.. part.WaitsFor.Select(file.Plan.NameOf)], status, part.Version);
}
