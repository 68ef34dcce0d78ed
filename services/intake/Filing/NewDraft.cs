namespace GovPlatform.Intake;

/// <summary>A case that is about to be stored, and its material list.</summary>
internal sealed record NewDraft(CaseFile File, IReadOnlyList<CaseMaterial> Materials)
{
    /// <summary>The draft that a request asks for, or why there is none.</summary>
    public static async Task<(NewDraft? Draft, Problem? No)> MakeAsync(NewCase request, Caller me, FreshReads fresh, Forms forms, PersonalData data, GovSettings settings, DateTime now)
    {
        if (me.IsStaff == request.ApplicantId is null)
            return (null, me.IsStaff ? Problems.ApplicantUnknown() : Problem.Forbidden("not-for-others", "只能为本人申请", "Applications are for oneself"));
        var channel = request.Channel ?? (me.IsStaff ? Channels.Counter : Channels.Web);
        if (!(me.IsStaff ? Channels.OfStaff : Channels.OfApplicants).Contains(channel))
            return (null, Problems.ChannelNotYours());
        if (await fresh.Matter is not { } matter)
            return (null, Problems.MatterNotOpen(request.MatterCode));
        if (Contracts.Answers.Read(request.Answers, matter.Situations ?? []) is not { IsOneEach: true } answers)
            return (null, Problems.AnswersUnknown());
        if (await fresh.Applicant is not { } applicant)
            return (null, Problems.ApplicantUnknown());
        var (form, no) = forms.Take(request.Form, matter, FormMode.Draft);
        if (no is not null)
            return (null, no);
        var file = new CaseFile
        {
            Id = Guid.CreateVersion7(), Region = settings.Region, Version = 1, Channel = channel, Delivery = request.Delivery,
            AccountId = applicant.AccountId, Applicant = applicant, ApplicantKey = SearchCases.Key(data, data.Open(applicant.IdNumberSealed)),
            MatterCode = matter.Code, Matter = matter.AsRef(), Answers = answers.ToString(), Mode = request.Mode ?? CaseMode.Ordinary,
            Object = request.Object?.Trim(), ProjectCode = request.ProjectCode, FormSealed = form, CreatedAt = now, UpdatedAt = now,
        };
        var commits = file.Mode == CaseMode.Commitment;
        List<CaseMaterial> materials = [.. matter.ListFor(answers).Select(listed => CaseMaterial.Listed(listed) with { ByCommitment = commits && listed.ByCommitment })];
        return commits && !materials.Any(m => m.ByCommitment) ? (null, ConditionsProblems.NoCommitment()) : (new(file, materials), null);
    }
}
