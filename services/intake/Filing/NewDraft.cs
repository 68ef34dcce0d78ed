namespace GovPlatform.Intake;

/// <summary>A case that is about to be stored, and its material list.</summary>
internal sealed record NewDraft(CaseFile File, IReadOnlyList<CaseMaterial> Materials)
{
    /// <summary>The draft that a request asks for, or why there is none.</summary>
    public static async Task<(NewDraft? Draft, Problem? No)> MakeAsync(NewCase request, Caller me, FreshReads fresh, Forms forms, Halls halls, PersonalData data, GovSettings settings, DateTime now)
    {
        var (channel, notSo) = Filers.ChannelOf(request.Channel, request.ApplicantId, me);
        if (notSo is not null)
            return (null, notSo);
        if (MatterCode.Read(request.MatterCode).Refusal is { } wrong)
            return (null, DeskProblems.WrongCode("/matterCode", wrong));
        if (await fresh.Matter is not { } matter)
            return (null, Problems.MatterNotOpen(request.MatterCode));
        if (Contracts.Answers.Read(request.Answers, matter.Situations ?? []) is not { IsOneEach: true } answers)
            return (null, Problems.AnswersUnknown());
        if (await fresh.Applicant is not { } applicant)
            return (null, Problems.ApplicantUnknown());
        var (form, no) = forms.Take(request.Form, matter, request.Submit ? FormMode.Complete : FormMode.Draft);
        if (no is not null)
            return (null, no);
        var (way, cannot) = await WayOfDelivery.ReadAsync(request, halls, data);
        if (cannot is not null)
            return (null, cannot);
        var file = way!.On(new()
        {
            Id = Guid.CreateVersion7(), Region = settings.Region, Version = 1, Channel = channel,
            AccountId = applicant.AccountId, Applicant = applicant, ApplicantKey = SearchCases.Key(data, data.Open(applicant.IdNumberSealed)),
            MatterCode = matter.Code, Matter = matter.AsRef(), Answers = answers.ToString(), Mode = request.Mode ?? CaseMode.Ordinary,
            Object = request.Object?.Trim(), ProjectCode = request.ProjectCode, FormSealed = form, CreatedAt = now, UpdatedAt = now,
        });
        var commits = file.Mode == CaseMode.Commitment;
        List<CaseMaterial> materials = [.. matter.ListFor(answers).Select(listed => CaseMaterial.Listed(listed) with { ByCommitment = commits && listed.ByCommitment })];
        return commits && !materials.Any(m => m.ByCommitment) ? (null, ConditionsProblems.NoCommitment()) : (new(file, materials), null);
    }

    /// <summary>With what was uploaded before or is on file: each material's content, and the authority of the agent; all of it, or why not.</summary>
    public async Task<(NewDraft? Draft, Problem? No)> WithHandedAsync(Tx tx, NewCase request, Caller me, FreshReads fresh, FileSettings settings, PersonalData data)
    {
        if (request is { Materials: [], Agent: null })
            return (this, null);
        var unlisted = request.Materials.Index().Where(handed => Materials.All(m => m.Code != handed.Item.Code)).ToList();
        if (unlisted.Count > 0 || request.Materials.DistinctBy(handed => handed.Code).Count() != request.Materials.Count)
            return (null, Problems.MaterialUnknown(unlisted.Select(handed => (handed.Index, handed.Item.Code))));
        if (request.Materials.Index().FirstOrDefault(handed => (handed.Item.UploadId is null) == (handed.Item.OnFile is null)) is (var odd, not null))
            return (null, FilesProblems.UploadOrOnFile($"/materials/{odd}"));
        var id = request.Agent is { } named ? CitizenId.Read(named.IdNumber) : default;
        if (request.Agent is not null && id.Refusal is { } wrong)
            return (null, Problem.Invalid("/agent/idNumber", wrong.Code, wrong.Zh, wrong.En));
        var (filed, unknown) = await OnFileAsync(tx, request, fresh);
        if (unknown is not null)
            return (null, unknown);
        var uploaded = request.Materials.Index().Where(handed => handed.Item.UploadId is not null).ToList();
        Guid[] uploads = [.. uploaded.Select(handed => handed.Item.UploadId!.Value), .. request.Agent is { } agent ? [agent.AuthorityUploadId!.Value] : Array.Empty<Guid>()];
        var (taken, no) = await Uploads.TakeAsync(
            tx, me, uploads, n => n < uploaded.Count ? MostOf(uploaded[n].Item.Code, settings) : settings.MostBytes, File.CreatedAt, n => n < uploaded.Count ? $"/materials/{uploaded[n].Index}/uploadId" : "/agent/authorityUploadId");
        if (no is not null)
            return (null, no);
        if (filed.FirstOrDefault(paper => paper.Size > MostOf(paper.Code, settings)) is { } large)
            return (null, FilesProblems.TooLarge(MostOf(large.Code, settings), $"/materials/{request.Materials.Index().First(handed => handed.Item.Code == large.Code).Index}/onFile"));
        var given = filed.Concat(uploaded.Zip(taken, (handed, content) => new Given(handed.Item.Code, content.Source, content.Sha256, content.Size, content.MediaType))).ToDictionary(g => g.Code);
        return (new(
            request.Agent is { } acting
                ? File with { Agent = new(data.Seal(acting.Name), data.Seal(acting.IdNumber), acting.Phone is { } phone ? data.Seal(phone) : null, taken[^1].Sha256, taken[^1].MediaType) } : File,
            [.. Materials.Select(m => given.TryGetValue(m.Code, out var g) ? g.On(m, File.CreatedAt) : m)]), null);
    }

    private long MostOf(string code, FileSettings settings) => Materials.First(m => m.Code == code).MaxBytes ?? settings.MostBytes;

    private async Task<(IReadOnlyList<Given> Papers, Problem? No)> OnFileAsync(Tx tx, NewCase request, FreshReads fresh)
    {
        var matter = await fresh.Matter;
        var asked = request.Materials.Index().Where(handed => handed.Item.OnFile is not null).ToList();
        return await TakeOnFile.FindAsync(
            tx, File.AccountId, File.Id, fresh, [.. asked.Select(handed => (WantedPaper.Of(handed.Item.Code, Materials.First(m => m.Code == handed.Item.Code).Name, matter), handed.Item.OnFile!))],
            n => $"/materials/{asked[n].Index}/onFile");
    }
}
