namespace GovPlatform.Intake;

/// <summary>承诺书 as a document: the text that the applicant signed, and how; no agency seals it.</summary>
internal static class CommitmentPapers
{
    /// <summary>《容缺受理承诺书》 or 《告知承诺书》, as it was signed.</summary>
    public static Task IssueLetterAsync(this DocumentWriter papers, Tx tx, CaseFile file, Letter letter, Caller by, DateTime now) =>
        papers.IssueAsync(tx, letter.Kind == Letter.OfDeferral ? DocumentKind.DeferralCommitment : DocumentKind.Commitment, file,
        [
            // The text begins with its title, which the page has already.
            Block.Of(letter.Text[(letter.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..]),
            Block.Facts(
                ("承诺人", $"{papers.NameOf(file)}（{papers.IdNumberOf(file)}）"), ("签署时间", now.ChineseMinute()),
                ("签署方式", by.IsStaff ? $"在{papers.Counter}签署纸质文本，扫描件存于办件材料" : "本人登录政务服务平台后签署"), ("文本摘要", letter.Digest[..16])),
            Block.Of("文本摘要为所签文本SHA-256值的前十六位。"),
        ], now, signed: false);
}
