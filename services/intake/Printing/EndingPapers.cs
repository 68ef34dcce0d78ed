namespace GovPlatform.Intake;

/// <summary>What the applicant gets in writing where a case ends without a decision; whatever is against the applicant names the remedies.</summary>
internal static class EndingPapers
{
    /// <summary>《不予受理通知书》: reasons, whose competence it is, and always the remedies.</summary>
    public static Task IssueRefusalAsync(this DocumentWriter papers, Tx tx, CaseFile refused, CaseRefusal told, DateTime now) =>
        papers.IssueAsync(tx, DocumentKind.Refusal, refused, papers.Refusal(refused, told), now);

    internal static IReadOnlyList<Block> Refusal(this DocumentWriter papers, CaseFile refused, CaseRefusal told) =>
        [
            Block.Of($"{refused.Application()}收悉。经审查，{RefusalReasons.All[told.Code]}。{refused.By(ArticleOf(told.Code))}，本机关决定不予受理。"),
            Block.Titled("不予受理的理由"),
            Block.Of(told.Reason),
            .. told.CompetentAuthority is { } whose ? [Block.Titled("有权办理的机关"), Block.Of($"该事项依法由{whose}办理，请向{whose}提出申请。")] : Array.Empty<Block>(),
            .. Remedies(papers),
        ];

    /// <summary>逾期未补正: the notice was not answered in time.</summary>
    public static async Task IssueLapseAsync(this DocumentWriter papers, Tx tx, CaseFile lapsed, DateTime now)
    {
        var notice = await tx.ScalarAsync<string?>(
            "select number from issued_document where case_id = @Id and kind = @kind order by id desc limit 1", new { lapsed.Id, kind = DocumentKind.SupplementNotice.Code });
        await papers.IssueAsync(tx, DocumentKind.Lapse, lapsed,
        [
            Block.Of($"{lapsed.Application()}，因申请材料不齐全或者不符合法定形式，本机关已一次告知需要补正的全部内容{(notice is null ? "" : $"（《{DocumentKind.SupplementNotice.Title}》，编号：{notice}）")}，要求于{lapsed.SupplementDue!.Value.Chinese()}前补正。期限已经届满，本机关未收到全部补正材料。"),
            Block.Of("按照告知的内容，视为放弃本次申请，现终止办理，并退回申请材料。"),
            Again(lapsed),
            .. Remedies(papers),
        ], now);
    }

    /// <summary>The applicant took the application back before it was accepted.</summary>
    public static Task IssueWithdrawalAsync(this DocumentWriter papers, Tx tx, CaseFile withdrawn, DateTime now) =>
        papers.IssueAsync(tx, DocumentKind.Withdrawal, withdrawn,
        [
            Block.Of($"{withdrawn.Application()}，{withdrawn.You()}已于{ChinaTime.Date(now).Chinese()}申请撤回。该申请尚未受理，本机关予以准许，现终止办理，并退回申请材料。"),
            Again(withdrawn),
        ], now);

    /// <summary>终止办理 after acceptance, as approval tells it.</summary>
    public static Task IssueEndAsync(this DocumentWriter papers, Tx tx, CaseFile ended, DateTime now)
    {
        var wished = ended.EndedReason == "withdrawn";
        var reason = wished ? $"在本机关作出决定之前，{ended.You()}申请撤回。"
            : ended.EndedReason == "deferral-not-kept" ? $"本机关容缺受理后，{ended.You()}未在承诺的期限{(ended.DeferralDue is { } due ? $"（{due.Chinese()}）" : "")}内补齐容缺的材料。"
            : $"终止的理由：{ended.EndedReason}。";
        return papers.IssueAsync(tx, DocumentKind.End, ended,
        [
            Block.Of($"{ended.Application()}，本机关已于{ended.AcceptedOn!.Value.Chinese()}受理。{reason}"),
            Block.Of("本机关决定终止办理，并退回申请材料。"),
            Again(ended),
            .. wished ? [] : Remedies(papers),
        ], now);
    }

    /// <summary>隐瞒情况、虚假材料 is art. 78; the others are the cases of art. 32.</summary>
    private static string ArticleOf(string code) => code switch
    {
        "no-permit-needed" => "第三十二条第一款第一项",
        RefusalReasons.NotOurCompetence => "第三十二条第一款第二项",
        "false-materials" => "第七十八条",
        _ => "第三十二条",
    };

    private static Block Again(CaseFile file) => Block.Of($"{file.You()}可以就同一事项重新提出申请，已经提交且仍然有效的材料无需再次提交。");

    private static Block[] Remedies(DocumentWriter papers) => [Block.Titled("救济途径"), Block.Of(PaperWording.Remedies(papers.Settings.County))];
}
