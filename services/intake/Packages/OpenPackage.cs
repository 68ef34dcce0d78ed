namespace GovPlatform.Intake;

/// <summary>一件事一次办: one call opens all the sub-cases, as drafts, or nothing.</summary>
internal static class OpenPackage
{
    /// <summary>Before the transaction: the plan, its matters, who applies, and what he holds.</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (request, services) = (call.Arguments.OfType<NewPackage>().Single(), call.HttpContext.RequestServices);
        var (applicant, ct) = (request.ApplicantId ?? services.GetRequiredService<Caller>().Id, call.HttpContext.RequestAborted);
        await Task.WhenAll(
            services.GetRequiredService<FreshPackage>().AskAsync(request.PackageCode, request.Answers ?? "", applicant, ct),
            services.GetRequiredService<FreshReads>().AskLicencesAsync(applicant, request.Materials.Select(handed => handed.OnFile), ct));
        return await next(call);
    }

    /// <summary>Opens a package for these answers: each sub-case with its own matter version, its part of the form and its list of materials.</summary>
    public static async Task<Results<Created<PackageView>, Problem>> Handle(
        NewPackage request, Tx tx, Caller me, FreshPackage fresh, FreshReads licences, PackageForms forms, Halls halls, PackageViews views, FileSettings files, DuplicateWindow duplicates, PersonalData data, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        await fresh.Answered;
        var (way, cannot) = await WayOfDelivery.ReadAsync(request, halls, data);
        if (cannot is not null)
            return cannot;
        var (draft, no) = PackageDraft.Make(request, way!, me, fresh, forms, data, settings, time.GetUtcNow().UtcDateTime);
        if (draft is { } made)
            (draft, no) = await made.WithHandedAsync(tx, request, me, fresh, licences, files);
        if (draft is null)
            return no!;
        if (request.Commitments.Count > 0 && await tx.IsExcludedAsync(draft.File.AccountId))
            return ConditionsProblems.NotRepaired();
        await tx.InsertAsync(draft.File);
        foreach (var part in draft.Parts)
            await tx.InsertAsync(part, me);
        await tx.FlushAsync(ct);
        foreach (var part in draft.Parts.Where(part => part.File.Mode == CaseMode.Commitment))
            await tx.OfferAsync(part.File.Id, Letter.Commitment(fresh.Matters[part.File.MatterCode], part.Materials.Where(m => m.ByCommitment), part.File.CreatedAt));
        tx.Audit("open", "package", draft.File.Id.ToString(), new { draft.File.Code, draft.File.Channel, cases = draft.Parts.Count });
        var whole = new WholePackage(draft.File, [.. draft.Parts.Select(part => part.File)]);
        var view = await views.OfAsync(tx, whole, me);
        await tx.CommitAsync(ct);
        response.SetETag(whole.Version);
        return TypedResults.Created($"/api/intake/v1/packages/{draft.File.Id}", view);
    }
}
