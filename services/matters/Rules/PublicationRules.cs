namespace GovPlatform.Matters;

/// <summary>Every rule of the catalogue in one answer: codes, and the elements that must agree before people may apply (standards: the quality check of 事项 data).</summary>
internal static class PublicationRules
{
    public const string Licence = "01";
    public const string Immediate = "1";

    public static IReadOnlyList<Finding> Check(MatterContent matter)
    {
        List<Finding> findings = [.. CodeRules.Check(matter)];
        LimitRules.Check(matter, findings);
        ResultRules.Check(matter, findings);
        ContactRules.Check(matter, findings);
        MaterialRules.Check(matter, findings);
        return findings;
    }
}
