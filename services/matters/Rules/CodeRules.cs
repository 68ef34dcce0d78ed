using System.Collections.Frozen;

namespace GovPlatform.Matters;

/// <summary>What holds for a draft already: every code is well formed, its check passes, and it is of its code set.</summary>
internal static class CodeRules
{
    public static IReadOnlyList<Finding> Check(MatterContent matter)
    {
        List<Finding> findings = [];
        Identifiers(matter, findings);
        Sets(matter, findings);
        Materials(matter.Materials, findings);
        findings.AddRange(FormSchema.Check(matter.Form));
        return findings;
    }

    private static void Identifiers(MatterContent matter, List<Finding> findings)
    {
        Refused(findings, "/basicCode", matter.BasicCode, BasicCode.Read(matter.BasicCode));
        Refused(findings, "/departmentCode", matter.DepartmentCode, CreditCode.Read(matter.DepartmentCode));
        if (matter.LicenceType is not null)
            Refused(findings, "/licenceType", matter.LicenceType, LicenceTypeCode.Read(matter.LicenceType));
        if (matter.Elements.OfficeCode is { } office)
            Refused(findings, "/elements/officeCode", office, CreditCode.Read(office));
        if (matter.Elements.Jurisdiction is { } region)
            Refused(findings, "/elements/jurisdiction", region, RegionCode.Read(region));
        for (var i = 0; i < matter.Elements.JointDepartmentCodes.Count; i++)
            Refused(findings, $"/elements/jointDepartmentCodes/{i}", matter.Elements.JointDepartmentCodes[i], CreditCode.Read(matter.Elements.JointDepartmentCodes[i]));
    }

    private static void Sets(MatterContent matter, List<Finding> findings)
    {
        var elements = matter.Elements;
        if (matter.BasicCode.Length == 12)
            Known(findings, "/basicCode", CodeSets.MatterType, matter.MatterType);
        Known(findings, "/statutoryUnit", CodeSets.TimeUnit, matter.StatutoryUnit ?? "");
        Known(findings, "/promisedUnit", CodeSets.TimeUnit, matter.PromisedUnit ?? "");
        Known(findings, "/handlingType", CodeSets.HandlingType, matter.HandlingType);
        Known(findings, "/audience", CodeSets.Audience, matter.Audience);
        Known(findings, "/elements/exerciseLevel", CodeSets.Level, elements.ExerciseLevel);
        Known(findings, "/elements/powerSource", CodeSets.PowerSource, elements.PowerSource);
        Known(findings, "/elements/bodyNature", CodeSets.BodyNature, elements.BodyNature);
        Known(findings, "/elements/resultType", CodeSets.ResultType, elements.ResultType);
        Known(findings, "/elements/serviceScope", CodeSets.ServiceScope, elements.ServiceScope);
        Known(findings, "/elements/handlingForms", CodeSets.HandlingForm, elements.HandlingForms);
        Known(findings, "/elements/onlineDepth", CodeSets.OnlineDepth, elements.OnlineDepth);
        Known(findings, "/elements/enquiryWays", CodeSets.EnquiryWay, elements.EnquiryWays);
        for (var i = 0; i < elements.SpecialSteps.Count; i++)
        {
            Known(findings, $"/elements/specialSteps/{i}/kind", CodeSets.SpecialProcedure, elements.SpecialSteps[i].Kind);
            Known(findings, $"/elements/specialSteps/{i}/unit", CodeSets.TimeUnit, elements.SpecialSteps[i].Unit);
        }
    }

    private static void Materials(IReadOnlyList<MaterialItem> materials, List<Finding> findings)
    {
        var serials = new HashSet<int>();
        for (var i = 0; i < materials.Count; i++)
        {
            var material = materials[i];
            if (!serials.Add(material.Serial))
                findings.Add(new($"/materials/{i}/serial", "serial-repeated", $"材料序号{material.Serial}重复", $"Serial {material.Serial} is used twice"));
            Known(findings, $"/materials/{i}/requirement", CodeSets.Requirement, material.Requirement);
            Known(findings, $"/materials/{i}/form", CodeSets.MaterialForm, material.Form);
            Known(findings, $"/materials/{i}/kind", CodeSets.MaterialKind, material.Kind);
            Known(findings, $"/materials/{i}/sourceChannel", CodeSets.SourceChannel, material.SourceChannel);
            if (material.LicenceType is not null)
                Refused(findings, $"/materials/{i}/licenceType", material.LicenceType, LicenceTypeCode.Read(material.LicenceType));
        }
    }

    // Case and the like are forgiven where a code is read; what is kept is joined into other codes and compared by its characters.
    private static void Refused<T>(List<Finding> findings, string pointer, string? text, Parsed<T> code)
        where T : class, IIdentifier<T>
    {
        if (code.Refusal is { } refusal)
            findings.Add(new(pointer, $"code-{refusal.Code}", refusal.Zh, $"The code {refusal.En}"));
        else if (code.Value!.Value != text)
            findings.Add(new(pointer, "code-not-canonical", $"应写作{code.Value.Value}", $"The code is written {code.Value.Value}"));
    }

    private static void Known(List<Finding> findings, string pointer, FrozenDictionary<string, string> set, string? code)
    {
        if (code is not null && !set.ContainsKey(code))
            findings.Add(new(pointer, "code-unknown", $"代码“{code}”不在代码集中，可用：{string.Join('、', set.Keys.Order())}", $"'{code}' is not of the code set: {string.Join(", ", set.Keys.Order())}"));
    }

    private static void Known(List<Finding> findings, string pointer, FrozenDictionary<string, string> set, IReadOnlyList<string> codes)
    {
        for (var i = 0; i < codes.Count; i++)
            Known(findings, $"{pointer}/{i}", set, codes[i] ?? "");
    }
}
