namespace GovPlatform.Intake;

/// <summary>Materials that are handed in when the case takes no others: what was deferred (容缺), and the scan of a letter signed at the counter.</summary>
internal static class LateMaterials
{
    /// <summary>What was deferred may come until its day, whether or not the loop that ends it has come round; what is there may be sent again, and stays as approval knows it.</summary>
    public const string IsLate = """
        coalesce((m.deferred and (case_file.deferral_due >= @today or coalesce(m.sha256, m.reference) is not null) and case_file.end_requested is null
                and case_file.status in ('accepted', 'in-approval', 'sent-back'))
            or (m.code in ('letter-deferral', 'letter-commitment') and case_file.status = 'received'), false)
        """;

    /// <summary>The counter takes both in, however the case was filed.</summary>
    public const string MayBring = $"(@clerk and {IsLate})";

    /// <summary>After infected content of an accepted case was replaced: approval is told what the materials are now.</summary>
    public static async Task TellReplacedAsync(this Tx tx, Guid id, Caller me, DateTime now)
    {
        if (await tx.FindForUpdateAsync(id) is not { } file || file.ReplaceInfected(now) is not { } replaced)
            return;
        await tx.SaveAsync(replaced, "replace-infected", me);
        tx.Publish(new DeferredSupplied(id, file.Number!, now, [.. (await tx.MaterialsAsync(id)).Select(m => m.AsRef())], replaced.Version));
    }

    /// <summary>After one has come: where nothing is awaited any more, approval is told.</summary>
    public static async Task TellSuppliedAsync(this Tx tx, Guid id, Caller me, DateTime now)
    {
        if (await tx.FindForUpdateAsync(id) is not { DeferralDue: not null } file)
            return;
        var materials = await tx.MaterialsAsync(id);
        if (materials.Any(m => m is { Deferred: true, IsThere: false }) || file.SupplyDeferred(now) is not { } supplied)
            return;
        await tx.SaveAsync(supplied, "supply-deferred", me);
        tx.Publish(new DeferredSupplied(id, file.Number!, now, [.. materials.Select(m => m.AsRef())], supplied.Version));
    }
}
