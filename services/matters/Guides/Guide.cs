using System.Collections.Frozen;

namespace GovPlatform.Matters;

/// <summary>办事指南 of a matter (GB/T 36114): the elements in the order in which people ask for them, codes with their names; with answers, only the materials of that situation.</summary>
/// <param name="Answers">The answers that selected the materials, q1=a,q2=b; empty where all are told.</param>
internal sealed record Guide(
    string Code, int Version, string Status, string Name, Named MatterType, Named HandlingType, Guide.Body Department, IReadOnlyList<Named> Audience,
    string? LegalBasis, IReadOnlyList<string> Conditions, IReadOnlyList<Guide.Asked> Situations, string Answers, IReadOnlyList<Guide.Paper> Materials,
    IReadOnlyList<string> Flow, Guide.Clock Time, Guide.Charge Fee, Guide.Outcome Result, Guide.Promise? Commitment, Guide.Channels Ways, IReadOnlyList<string> Faq, string Remedies,
    DateTime? PublishedAt, Guide.Addresses Links)
{
    // 行政许可法 art. 7 and 38; the periods are those of 行政复议法 art. 20 and 行政诉讼法 art. 46.
    private const string Remedy = "对办理结果不服的，可以自知道该行为之日起六十日内依法申请行政复议，或者自知道或者应当知道之日起六个月内依法提起行政诉讼。";

    internal sealed record Body(string Code, string Name, string? Office);

    /// <summary>A question to the applicant.</summary>
    /// <param name="Answer">The options chosen, empty where the question is not answered.</param>
    internal sealed record Asked(string Id, string Question, IReadOnlyList<SituationOption> Options, IReadOnlyList<string> Answer);

    /// <param name="When">Needed only with these answers, question=option; empty is always.</param>
    /// <param name="FreeWhenStored">Need not be brought where it is in the e-licence store or shared between departments.</param>
    /// <param name="BlankFormLink">Path of the blank form; null where there is none.</param>
    /// <param name="Certificate">证明: a paper that another body issues only for this purpose.</param>
    /// <param name="ByCommitment">A signed commitment may stand in its place (告知承诺).</param>
    internal sealed record Paper(
        string Code, int Serial, string Name, Named Requirement, Named Form, Named? Kind, int? Originals, int? Copies, string CopiesInWords, Named? SourceChannel, string? Source,
        string? IssuedWithin, string? BlankForm, string? Sample, string? AcceptStandard, string? FillNote, string? LegalBasis, IReadOnlyList<string> When, string? WhenInWords,
        IReadOnlyList<string> ReviewPoints, IReadOnlyList<string> CommonErrors, bool Certificate, bool ByCommitment, bool FreeWhenStored,
        string? BlankFormLink, string? SampleLink);

    /// <summary>Limits in their units and in words; 0 is at once, null is 'the law sets none'.</summary>
    internal sealed record Clock(
        int? StatutoryDays, Named StatutoryUnit, string StatutoryInWords, string? StatutoryNote, int PromisedDays, Named PromisedUnit, string PromisedInWords,
        string? PromisedNote, string? SpecialProcedure, IReadOnlyList<Side> SpecialSteps);

    /// <summary>特别程序, whose time the limits do not count.</summary>
    internal sealed record Side(string Name, Named Kind, int Days, Named Unit, string InWords);

    internal sealed record Charge(bool HasFee, string? Basis, string? Standard, bool OnlinePayment, IReadOnlyList<FeeItem> Items);

    internal sealed record Outcome(string? Name, Named? Type, string? Sample, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide, string? AutoRule);

    internal sealed record Channels(
        IReadOnlyList<Named> Forms, int? Visits, string? VisitsReason, bool Online, string? OnlineAddress, string? MobileAddress, bool Appointment, bool Express,
        bool InHall, bool SelfService, string? Place, string? Hours, string? EnquiryPhone, string? SupervisionPhone);

    /// <summary>告知承诺: what one is told before signing, and the working days after the grant within which it is checked.</summary>
    internal sealed record Promise(string Notice, int? CheckDays);

    /// <summary>Where the rest is: paths on the gateway.</summary>
    internal sealed record Addresses(string Flow, string FlowPicture, string Places, string Printed, string Notice, string NoticePrinted);

    /// <summary>Null where the answers are not of this matter's situations, or a question is answered twice.</summary>
    public static Guide? For(Matter matter, string? answers) =>
        GovPlatform.Contracts.Answers.Read(answers, matter.Content.Situations) is { IsOneEach: true } read ? Of(matter, read) : null;

    public static Guide Of(Matter matter, Answers answers)
    {
        var content = matter.Content;
        var elements = content.Elements;
        return new(
            matter.Code, matter.Version, matter.Status, content.Name, Label(CodeSets.MatterType, content.MatterType), Label(CodeSets.HandlingType, content.HandlingType),
            new(content.DepartmentCode, content.DepartmentName, elements.Office), Labels(CodeSets.Audience, content.Audience),
            elements.LegalBasis, elements.Conditions, [.. content.Situations.Select(situation => AskedOf(situation, answers))], answers.ToString(),
            [.. content.Materials.Where(material => answers.Fit(material.When)).Select(material => PaperOf(matter, material))], elements.Flow, ClockOf(content),
            new(elements.HasFee, elements.FeeBasis, elements.FeeStandard, elements.OnlinePayment == true, elements.Fees),
            new(elements.ResultName, Labelled(CodeSets.ResultType, elements.ResultType), elements.ResultSample, content.LicenceType, content.LicenceName, content.LicenceValidYears, content.AutoDecide, elements.AutoRule),
            elements.CommitmentNotice is { } notice ? new(notice, elements.CommitmentCheckDays) : null,
            new(Labels(CodeSets.HandlingForm, elements.HandlingForms), elements.Visits, elements.VisitsReason, elements.Online == true, elements.OnlineAddress, elements.MobileAddress,
                elements.Appointment == true, elements.Express == true, elements.InHall == true, elements.SelfService == true,
                elements.Place, elements.Hours, elements.EnquiryPhone, elements.SupervisionPhone),
            elements.Faq, Remedy, matter.PublishedAt, LinksOf($"/api/matters/v1/matters/{matter.Code}"));
    }

    private static Addresses LinksOf(string matter) => new($"{matter}/flow", $"{matter}/flow.svg", $"{matter}/places", $"{matter}/guide.pdf", $"{matter}/notice", $"{matter}/notice.pdf");

    private static Asked AskedOf(Situation situation, Answers answers) =>
        new(situation.Id, situation.Question, situation.Options, [.. situation.Options.Where(option => answers.Chosen.Contains($"{situation.Id}={option.Id}")).Select(option => option.Id)]);

    private static Clock ClockOf(MatterContent content) =>
        new(content.StatutoryDays, Label(CodeSets.TimeUnit, content.StatutoryUnit), Words.Limit(content.StatutoryDays, content.StatutoryUnit), content.Elements.StatutoryNote,
            content.PromisedDays, Label(CodeSets.TimeUnit, content.PromisedUnit), Words.Limit(content.PromisedDays, content.PromisedUnit), content.Elements.PromisedNote,
            content.Elements.SpecialProcedure,
            [.. content.Elements.SpecialSteps.Select(step => new Side(step.Name, Label(CodeSets.SpecialProcedure, step.Kind), step.Days, Label(CodeSets.TimeUnit, step.Unit), Words.Limit(step.Days, step.Unit)))]);

    private static Paper PaperOf(Matter matter, MaterialItem material) =>
        new(MatterSql.MaterialCode(matter, material), material.Serial, material.Name, Label(CodeSets.Requirement, material.Requirement), Label(CodeSets.MaterialForm, material.Form),
            Labelled(CodeSets.MaterialKind, material.Kind), material.Originals, material.Copies, Words.Copies(material), Labelled(CodeSets.SourceChannel, material.SourceChannel), material.Source,
            material.IssuedWithin, material.BlankForm, material.Sample, material.AcceptStandard, material.FillNote, material.LegalBasis, material.When,
            Words.When(material.When, matter.Content.Situations), material.ReviewPoints, material.CommonErrors, material.Certificate, material.ByCommitment, Words.IsFreeWhenStored(material),
            ReadBlankForm.BlankAddress(matter, material), ReadBlankForm.SampleAddress(matter, material));

    private static Named Label(FrozenDictionary<string, string> set, string code) => new(code, set.GetValueOrDefault(code, code));

    private static Named? Labelled(FrozenDictionary<string, string> set, string? code) => code is null ? null : Label(set, code);

    private static Named[] Labels(FrozenDictionary<string, string> set, IReadOnlyList<string> codes) => [.. codes.Select(code => Label(set, code))];
}

/// <summary>A code of a code set with its Chinese name.</summary>
internal sealed record Named(string Code, string Name);
