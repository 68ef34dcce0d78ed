namespace GovPlatform.Intake;

/// <summary>A package that is about to be stored, with its sub-cases.</summary>
internal sealed record PackageDraft(PackageFile File, IReadOnlyList<NewDraft> Parts)
{
    /// <summary>So many rows are written in one transaction, and no more.</summary>
    private const int MostSteps = 20;

    /// <summary>The draft that a request asks for, or why there is none.</summary>
    public static (PackageDraft? Draft, Problem? No) Make(NewPackage request, WayOfDelivery way, Caller me, FreshPackage fresh, PackageForms forms, PersonalData data, GovSettings settings, DateTime now)
    {
        var (channel, notSo) = Filers.ChannelOf(request.Channel, request.ApplicantId, me);
        if (notSo is not null)
            return (null, notSo);
        if (fresh.Plan is not { Status: "published" } plan)
            return (null, PackageProblems.NotOpen());
        if (Refused(plan, fresh) is { } no)
            return (null, no);
        if (fresh.Applicant is not { } applicant)
            return (null, Problems.ApplicantUnknown());
        var (form, slices, wrong) = forms.Cut(request.Form, plan, fresh.Matters);
        if (wrong is not null)
            return (null, wrong);

        var departments = plan.Items.Select(step => step.Matter!.DepartmentCode).Distinct().ToArray();
        var file = new PackageFile
        {
            Id = Guid.CreateVersion7(), Region = settings.Region, Code = plan.Code, Name = plan.Name, Version = 1, Channel = channel, Delivery = request.Delivery,
            AccountId = applicant.AccountId, Applicant = applicant, Answers = plan.Answers, FormSealed = form, Plan = plan,
            LeadDepartment = plan.Lead.DepartmentCode ?? FirstAsked(me, departments), Departments = departments, CreatedAt = now, UpdatedAt = now,
        };
        var key = SearchCases.Key(data, data.Open(applicant.IdNumberSealed));
        List<NewDraft> parts = [.. plan.Items.Select(step => Part(file, way, step, fresh.Matters[step.Matter!.Code], slices[step.Matter.Code], key, request.Commitments.Contains(step.Id)))];
        var without = request.Commitments.Index().Where(step => !parts.Any(part => part.File.PackageItem == step.Item && part.Materials.Any(m => m.ByCommitment))).ToList();
        return without.Count > 0 ? (null, PackageProblems.NoCommitment(without)) : (new(file, parts), null);
    }

    /// <summary>With what was uploaded before or is on file, each for every sub-case that lists a material of its name; all of it, or why not.</summary>
    public async Task<(PackageDraft? Draft, Problem? No)> WithHandedAsync(Tx tx, NewPackage request, Caller me, FreshPackage fresh, FreshReads licences, FileSettings settings)
    {
        if (request.Materials.Count == 0)
            return (this, null);
        var listed = Parts.SelectMany(part => part.Materials.Where(m => m.FromItem is null).Select(m => WantedPaper.Of(m.Code, m.Name, fresh.Matters[part.File.MatterCode]))).DistinctBy(paper => paper.Code).ToDictionary(paper => paper.Code);
        var unlisted = request.Materials.Index().Where(handed => !listed.ContainsKey(handed.Item.Code)).ToList();
        if (unlisted.Count > 0 || request.Materials.DistinctBy(handed => listed[handed.Code].Name).Count() != request.Materials.Count)
            return (null, Problems.MaterialUnknown(unlisted.Select(handed => (handed.Index, handed.Item.Code))));
        if (request.Materials.Index().FirstOrDefault(handed => (handed.Item.UploadId is null) == (handed.Item.OnFile is null)) is (var odd, not null))
            return (null, FilesProblems.UploadOrOnFile($"/materials/{odd}"));
        var (filed, uploaded) = (request.Materials.Index().Where(handed => handed.Item.OnFile is not null).ToList(), request.Materials.Index().Where(handed => handed.Item.UploadId is not null).ToList());
        long Most(string code) => MostOf(listed[code].Name) ?? settings.MostBytes;
        var (papers, no) = await TakeOnFile.FindAsync(tx, File.AccountId, File.Id, licences, [.. filed.Select(handed => (listed[handed.Item.Code], handed.Item.OnFile!))], n => $"/materials/{filed[n].Index}/onFile");
        if (no is not null)
            return (null, no);
        if (papers.Zip(filed).FirstOrDefault(paper => paper.First.Size > Most(paper.First.Code)) is (not null, var large))
            return (null, FilesProblems.TooLarge(Most(large.Item.Code), $"/materials/{large.Index}/onFile"));
        (var taken, no) = await Uploads.TakeAsync(tx, me, [.. uploaded.Select(handed => handed.Item.UploadId!.Value)], n => Most(uploaded[n].Item.Code), File.CreatedAt, n => $"/materials/{uploaded[n].Index}/uploadId");
        if (no is not null)
            return (null, no);
        var given = papers.Concat(uploaded.Zip(taken, (handed, content) => new Given(handed.Item.Code, content.Source, content.Sha256, content.Size, content.MediaType))).ToDictionary(handed => listed[handed.Code].Name);
        return (this with
        {
            Parts = [.. Parts.Select(part => part with
            {
                Materials = [.. part.Materials.Select(m => m.FromItem is null && given.TryGetValue(m.Name.Trim(), out var handed) ? handed.On(m, File.CreatedAt) : m)],
            })],
        }, null);
    }

    /// <summary>The least of the limits of those that take it.</summary>
    private long? MostOf(string name) => Parts.SelectMany(part => part.Materials).Where(m => m.FromItem is null && m.Name.Trim() == name).Min(m => m.MaxBytes);

    private static Problem? Refused(PackagePlan plan, FreshPackage fresh)
    {
        var ofPackage = plan.Questions.Where(question => question.Step is null).ToList();
        if (plan.Questions.Where(question => question.Chosen.Count > 1).Select(question => question.Id).ToList() is [_, ..] twice)
            return PackageProblems.AnswerTwice(twice);
        if (ofPackage.Where(question => question.Chosen.Count == 0).Select(question => question.Id).ToList() is [_, ..] open)
            return PackageProblems.AnswersMissing(open);
        var closed = plan.Unavailable.Concat(plan.Items.Where(step => !fresh.Matters.ContainsKey(step.Matter!.Code)).Select(step => step.Id)).Distinct();
        if (closed.Select(plan.NameOf).ToList() is [_, ..] names)
            return PackageProblems.StepsClosed(names);
        // Told within the same second, the plan may be a version behind.
        if (plan.Items.Where(step => fresh.Matters[step.Matter!.Code].Version != step.Matter.Version).Select(step => step.Name).ToList() is [_, ..] changed)
            return PackageProblems.StepsChanged(changed);
        return plan.Items.Count() > MostSteps ? PackageProblems.TooMany(MostSteps) : null;
    }

    /// <summary>首问部门牵头: where it takes part, the department of the member of staff who was asked.</summary>
    private static string FirstAsked(Caller me, string[] departments) => me.Department is { } own && departments.Contains(own) ? own : departments[0];

    private static NewDraft Part(PackageFile file, WayOfDelivery way, PackagePlan.Step step, PublishedMatter matter, string form, string key, bool commits)
    {
        var answers = Contracts.Answers.Read(step.Matter!.Answers, matter.Situations ?? []) ?? Contracts.Answers.None;
        var part = way.On(new()
        {
            Id = Guid.CreateVersion7(), Region = file.Region, Version = 1, Channel = file.Channel, AccountId = file.AccountId,
            Applicant = file.Applicant, ApplicantKey = key, Mode = commits ? CaseMode.Commitment : CaseMode.Ordinary, MatterCode = matter.Code, Matter = matter.AsRef(), Answers = answers.ToString(), FormSealed = form,
            PackageId = file.Id, PackageItem = step.Id, WaitsFor = [.. step.After], CreatedAt = file.CreatedAt, UpdatedAt = file.UpdatedAt,
        });
        return new(part, [.. matter.ListFor(answers).Select(listed => CaseMaterial.Listed(listed) with { FromItem = file.Plan.MakerOf(listed.Code), ByCommitment = commits && listed.ByCommitment })]);
    }
}
