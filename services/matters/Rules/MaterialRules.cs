namespace GovPlatform.Matters;

/// <summary>What applicants bring: what is required can be prepared, and asks only for situations that there are.</summary>
internal static class MaterialRules
{
    private const string Required = "1";

    public static void Check(MatterContent matter, List<Finding> findings)
    {
        if (!matter.Materials.Any(material => material.Requirement == Required))
            findings.Add(new("/materials", "materials-missing", "应当至少有一项必要材料", "At least one material is required"));
        Situations(matter.Situations, findings);
        var conditions = Answers.All(matter.Situations);
        for (var i = 0; i < matter.Materials.Count; i++)
            Material(matter.Materials[i], $"/materials/{i}", conditions, findings);
    }

    private static void Material(MaterialItem material, string pointer, HashSet<string> conditions, List<Finding> findings)
    {
        if (material.Requirement == Required && material is { BlankForm: null, Sample: null, BlankFormFile: null, SampleFile: null })
            findings.Add(new($"{pointer}/sample", "material-without-sample", "必要材料应当有空白表格或者示例样表", "A required material has a blank form or a sample"));
        if (material.Requirement == Required && string.IsNullOrWhiteSpace(material.AcceptStandard))
            findings.Add(new($"{pointer}/acceptStandard", "material-without-standard", "必要材料应当有受理标准", "A required material has a standard for its acceptance"));
        for (var i = 0; i < material.When.Count; i++)
            if (!conditions.Contains(material.When[i]))
                findings.Add(new($"{pointer}/when/{i}", "situation-unknown", $"没有情形选项“{material.When[i]}”", $"There is no option '{material.When[i]}'"));
    }

    private static void Situations(IReadOnlyList<Situation> situations, List<Finding> findings)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < situations.Count; i++)
        {
            if (!ids.Add(situations[i].Id))
                findings.Add(new($"/situations/{i}/id", "situation-repeated", $"情形{situations[i].Id}重复", $"Situation {situations[i].Id} is used twice"));
            if (situations[i].Options.GroupBy(option => option.Id).FirstOrDefault(same => same.Skip(1).Any()) is { } option)
                findings.Add(new($"/situations/{i}/options", "option-repeated", $"选项{option.Key}重复", $"Option {option.Key} is used twice"));
        }
    }
}
