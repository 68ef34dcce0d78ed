namespace GovPlatform.Intake;

/// <summary>重新申请: a new draft from a case that ended without a decision, with its form and the materials that the list still names.</summary>
internal static class RefileCase
{
    /// <summary>Before the transaction: what the matter asks now, who applies, and where licences stood for materials what he holds.</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        await Task.WhenAll(SubmitCase.AskAboutAsync(call.HttpContext, call.GetArgument<Guid>(0)), LicencesThere.AskAsync(call.HttpContext, call.GetArgument<Guid>(0)));
        return await next(call);
    }

    /// <summary>Opens a draft under the matter's version of today; nothing that was handed in is asked for again.</summary>
    public static async Task<Results<Created<CaseView>, Problem>> Handle(
        Guid id, Tx tx, Caller me, FreshReads fresh, CaseViews views, DuplicateWindow duplicates, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } ended)
            return Problem.NotFound();
        if (ended.Status is not (CaseStatus.Refused or CaseStatus.Lapsed or CaseStatus.Withdrawn or CaseStatus.Ended))
            return Problems.WrongState(ended);
        if (await fresh.Matter is not { } matter)
            return Problems.MatterNotOpen(ended.MatterCode);
        var now = time.GetUtcNow().UtcDateTime;
        // An answer that the matter's new version no longer knows is asked again.
        var answers = Contracts.Answers.Read(ended.Answers, matter.Situations ?? []) ?? Contracts.Answers.None;
        var before = (await tx.MaterialsAsync(id)).Where(m => m.Sha256 is not null || m.Licence is not null).ToDictionary(m => m.Code);
        var held = await fresh.Licences;
        var draft = new NewDraft(
            new()
            {
                Id = Guid.CreateVersion7(), Region = ended.Region, Version = 1, Channel = ended.Channel, Delivery = ended.Delivery, DeliveryHall = ended.DeliveryHall, PostalSealed = ended.PostalSealed, AccountId = ended.AccountId,
                Applicant = await fresh.Applicant ?? ended.Applicant, ApplicantKey = ended.ApplicantKey, Agent = ended.Agent, MatterCode = matter.Code, Matter = matter.AsRef(), Answers = answers.ToString(),
                Object = ended.Object, ProjectCode = ended.ProjectCode, FormSealed = ended.FormSealed, RefiledFrom = ended.Id, CreatedAt = now, UpdatedAt = now,
            },
            [.. matter.ListFor(answers).Select(CaseMaterial.Listed).Select(listed => before.TryGetValue(listed.Code, out var had) ? Again(listed, had, matter, held, now) : listed)]);
        var alike = await tx.AlikeAsync(draft.File, duplicates);
        var file = await tx.InsertAsync(draft, me);
        await tx.CommitAsync(ct);
        response.SetETag(file.Version);
        return TypedResults.Created($"/api/intake/v1/cases/{file.Id}", views.Of(file, draft.Materials, full: file.AccountId == me.Id) with { Duplicates = alike });
    }

    /// <summary>What was handed in, or the licence that stood for it where the applicant still holds it in force.</summary>
    private static CaseMaterial Again(CaseMaterial listed, CaseMaterial had, PublishedMatter matter, HeldLicences? held, DateTime now) =>
        had.Licence is null ? listed with { Sha256 = had.Sha256, MediaType = had.MediaType, Size = had.Size, Source = "earlier", SuppliedAt = had.SuppliedAt }
        : Given.Of(listed.Code, held?.Items.FirstOrDefault(licence => licence.LicenceId == had.Reference && licence.StandsFor(WantedPaper.Of(listed.Code, listed.Name, matter))), null)?.On(listed, now) ?? listed;
}
