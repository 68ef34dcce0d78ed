namespace GovPlatform.Matters;

/// <summary>告知承诺 (国办发〔2020〕42号): who is told in writing may promise something, and is checked afterwards. Whether a matter is too dangerous for it no program can judge.</summary>
internal static class CommitmentRules
{
    public static void Check(MatterContent matter, List<Finding> findings)
    {
        var (told, days) = (!string.IsNullOrWhiteSpace(matter.Elements.CommitmentNotice), matter.Elements.CommitmentCheckDays);
        if (told && !matter.Materials.Any(material => material.ByCommitment))
            findings.Add(new("/elements/commitmentNotice", "commitment-without-material", "实行告知承诺的，应当至少有一项材料可由承诺替代", "Where a commitment is taken, it stands for at least one material"));
        if (told && days is null)
            findings.Add(new("/elements/commitmentCheckDays", "commitment-without-check", "实行告知承诺的，应当写明核查期限", "A commitment is checked within a stated time"));
        if (!told && days is not null)
            findings.Add(new("/elements/commitmentNotice", "commitment-without-notice", "写明核查期限的，应当有告知承诺书", "A time to check needs the notice that it belongs to"));
        for (var i = 0; !told && i < matter.Materials.Count; i++)
            if (matter.Materials[i].ByCommitment)
                findings.Add(new($"/materials/{i}/byCommitment", "commitment-without-notice", "材料可由承诺替代的，应当有告知承诺书", "A material that a commitment stands for needs the notice"));
    }
}
