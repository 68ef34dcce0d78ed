using System.Collections.Frozen;

namespace GovPlatform.Matters;

/// <summary>办事指南 of a matter (GB/T 36114): the elements in the order in which people ask for them, codes with their names.</summary>
internal sealed record Guide(
    string Code, int Version, string Status, string Name, Named MatterType, Named HandlingType, Guide.Body Department, IReadOnlyList<Named> Audience,
    string? LegalBasis, IReadOnlyList<string> Conditions, IReadOnlyList<Guide.Paper> Materials, IReadOnlyList<string> Flow, Guide.Clock Time,
    Guide.Charge Fee, Guide.Outcome Result, Guide.Channels Ways, IReadOnlyList<string> Faq, string Remedies)
{
    // 行政许可法 art. 7 and 38; the periods are those of 行政复议法 art. 20 and 行政诉讼法 art. 46.
    private const string Remedy = "对办理结果不服的，可以自知道该行为之日起六十日内依法申请行政复议，或者自知道或者应当知道之日起六个月内依法提起行政诉讼。";

    internal sealed record Body(string Code, string Name, string? Office);

    internal sealed record Paper(string Code, string Name, Named Requirement, Named Form, Named? Kind, int? Originals, int? Copies, string? Source, string? BlankForm, string? Sample, string? AcceptStandard, string? FillNote);

    /// <summary>Limits in their units; 0 is at once, null is 'the law sets none'.</summary>
    internal sealed record Clock(int? StatutoryDays, Named StatutoryUnit, string? StatutoryNote, int PromisedDays, Named PromisedUnit, string? PromisedNote, string? SpecialProcedure);

    internal sealed record Charge(bool HasFee, string? Basis, string? Standard);

    internal sealed record Outcome(string? Name, Named? Type, string? Sample, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide, string? AutoRule);

    internal sealed record Channels(
        IReadOnlyList<Named> Forms, int? Visits, string? VisitsReason, bool Online, string? OnlineAddress, bool Appointment, bool Express,
        string? Place, string? Hours, string? EnquiryPhone, string? SupervisionPhone);

    public static Guide Of(Matter matter)
    {
        var content = matter.Content;
        var elements = content.Elements;
        return new(
            matter.Code, matter.Version, matter.Status, content.Name, Label(CodeSets.MatterType, content.MatterType), Label(CodeSets.HandlingType, content.HandlingType),
            new(content.DepartmentCode, content.DepartmentName, elements.Office), Labels(CodeSets.Audience, content.Audience),
            elements.LegalBasis, elements.Conditions, [.. content.Materials.Select(material => PaperOf(matter, material))], elements.Flow,
            new(content.StatutoryDays, Label(CodeSets.TimeUnit, content.StatutoryUnit), elements.StatutoryNote, content.PromisedDays, Label(CodeSets.TimeUnit, content.PromisedUnit), elements.PromisedNote, elements.SpecialProcedure),
            new(elements.HasFee, elements.FeeBasis, elements.FeeStandard),
            new(elements.ResultName, Labelled(CodeSets.ResultType, elements.ResultType), elements.ResultSample, content.LicenceType, content.LicenceName, content.LicenceValidYears, content.AutoDecide, elements.AutoRule),
            new(Labels(CodeSets.HandlingForm, elements.HandlingForms), elements.Visits, elements.VisitsReason, elements.Online == true, elements.OnlineAddress,
                elements.Appointment == true, elements.Express == true, elements.Place, elements.Hours, elements.EnquiryPhone, elements.SupervisionPhone),
            elements.Faq, Remedy);
    }

    private static Paper PaperOf(Matter matter, MaterialItem material) =>
        new(MatterSql.MaterialCode(matter, material), material.Name, Label(CodeSets.Requirement, material.Requirement), Label(CodeSets.MaterialForm, material.Form),
            Labelled(CodeSets.MaterialKind, material.Kind), material.Originals, material.Copies, material.Source, material.BlankForm, material.Sample,
            material.AcceptStandard, material.FillNote);

    private static Named Label(FrozenDictionary<string, string> set, string code) => new(code, set.GetValueOrDefault(code, code));

    private static Named? Labelled(FrozenDictionary<string, string> set, string? code) => code is null ? null : Label(set, code);

    private static Named[] Labels(FrozenDictionary<string, string> set, IReadOnlyList<string> codes) => [.. codes.Select(code => Label(set, code))];
}

/// <summary>A code of a code set with its Chinese name.</summary>
internal sealed record Named(string Code, string Name);
