namespace GovPlatform.Intake;

/// <summary>申请: opens a case under the matter's current version, as a draft to go on with or handed in at once.</summary>
internal static class CreateCase
{
    /// <summary>Before the transaction: which matter, and who applies.</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (request, services, ct) = (call.Arguments.OfType<NewCase>().Single(), call.HttpContext.RequestServices, call.HttpContext.RequestAborted);
        var (fresh, applicant) = (services.GetRequiredService<FreshReads>(), request.ApplicantId ?? services.GetRequiredService<Caller>().Id);
        await Task.WhenAll(fresh.AskAsync(request.MatterCode, applicant, ct), fresh.AskLicencesAsync(applicant, request.Materials.Select(handed => handed.OnFile), ct));
        return await next(call);
    }

    /// <summary>Creates the case with its parties, form and material list, or nothing; the answer names others of this applicant that are alike. Handed in at once, one that has such others needs despiteDuplicates (409 possible-duplicate).</summary>
    public static async Task<Results<Created<CaseView>, Problem>> Handle(
        NewCase request, Tx tx, Caller me, FreshReads fresh, Serials serials, CaseViews views, Forms forms, Halls halls, FileSettings files, DuplicateWindow duplicates, PersonalData data, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        var (draft, no) = await NewDraft.MakeAsync(request, me, fresh, forms, halls, data, settings, time.GetUtcNow().UtcDateTime);
        if (draft is { } made)
            (draft, no) = await made.WithHandedAsync(tx, request, me, fresh, files, data);
        if (draft is null)
            return no!;
        if (request.Submit && draft.Materials.Where(m => m.BarsFiling).ToList() is [_, ..] missing)
            return Problems.MaterialsMissing(missing, $"/api/intake/v1/matters/{request.MatterCode}/on-file");
        var commits = draft.File.Mode == CaseMode.Commitment;
        if (commits && request.Submit)
            return ConditionsProblems.NotSigned(Letter.OfCommitment);
        if (commits && await tx.IsExcludedAsync(draft.File.AccountId))
            return ConditionsProblems.NotRepaired();
        var alike = await tx.AlikeAsync(draft.File, duplicates);
        if (alike.Count > 0 && request is { Submit: true, DespiteDuplicates: false })
            return Problems.PossibleDuplicate(alike);
        var number = request.Submit ? await serials.CaseNumberAsync(draft.File.MatterCode, draft.File.CreatedAt) : null;
        var file = await tx.InsertAsync(draft, me, number);
        if (commits)
        {
            await tx.FlushAsync(ct);
            await tx.OfferAsync(file.Id, Letter.Commitment((await fresh.Matter)!, draft.Materials.Where(m => m.ByCommitment), file.CreatedAt));
        }
        await tx.CommitAsync(ct);
        response.SetETag(file.Version);
        return TypedResults.Created($"/api/intake/v1/cases/{file.Id}", views.Of(file, draft.Materials, full: file.AccountId == me.Id) with { Duplicates = alike });
    }
}
