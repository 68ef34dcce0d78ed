namespace GovPlatform.Matters;

/// <summary>Every rule of the catalogue in one answer: codes, and the elements that must agree before people may apply (standards: the quality check of 事项 data).</summary>
internal static class PublicationRules
{
    public const string Licence = "01";
    public const string Immediate = "1";

    /// <summary>The rules of the elements, and of the version.</summary>
    public static IReadOnlyList<Finding> Check(Matter matter) =>
        matter.Version > 1 && string.IsNullOrWhiteSpace(matter.Content.Reason)
            ? [.. Check(matter.Content), new("/reason", "reason-missing", "变更事项应当写明理由", "A change of a matter says why")]
            : Check(matter.Content);

    public static IReadOnlyList<Finding> Check(MatterContent matter)
    {
        List<Finding> findings = [.. CodeRules.Check(matter)];
        LimitRules.Check(matter, findings);
        ResultRules.Check(matter, findings);
        ContactRules.Check(matter, findings);
        MaterialRules.Check(matter, findings);
        CommitmentRules.Check(matter, findings);
        return findings;
    }
}
