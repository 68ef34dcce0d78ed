namespace GovPlatform.Intake;

/// <summary>What the applicant gets in writing until the case is accepted (行政许可法 art. 32).</summary>
internal static class OpeningPapers
{
    /// <summary>What the receipt names: an item as it was taken in.</summary>
    /// <param name="Sha256">Of an e-licence its number.</param>
    internal sealed record Received(string Name, string MediaType, string Sha256)
    {
        public static Received Of(CaseMaterial material) =>
            material.Licence is { } licence ? new(material.Name, MediaTypes.Licence, licence.LicenceNumber) : new(material.Name, material.MediaType!, material.Sha256!);

        public string Shown => MediaType == MediaTypes.Licence ? Sha256 : Sha256[..16];
    }

    /// <summary>《申请材料接收凭证》.</summary>
    public static Task IssueReceiptAsync(this DocumentWriter papers, Tx tx, CaseFile file, IEnumerable<CaseMaterial> materials, DateTime now) =>
        papers.IssueReceiptAsync(tx, file, [.. materials.Where(m => m.Sha256 is not null || m.Licence is not null).Select(Received.Of)], now);

    /// <summary>As the other, from what the case keeps of its reception: for receipts of the former release.</summary>
    public static Task IssueReceiptAsync(this DocumentWriter papers, Tx tx, CaseFile file, IReadOnlyList<Received> materials, DateTime now) =>
        papers.IssueAsync(tx, DocumentKind.Receipt, file,
        [
            Block.Of($"{file.Application()}的下列材料，本机关已于{now.ChineseMinute()}接收。"),
            Block.Facts(("申请人", $"{papers.NameOf(file)}（{papers.IdNumberOf(file)}）"), ("事项名称", file.Matter.Name)),
            Block.Table(["材料名称", "形式", "内容摘要"], materials.Select(m => new[] { m.Name, MediaTypes.Name(m.MediaType), m.Shown })),
            Block.Of($"申请材料不齐全或者不符合法定形式的，本机关将当场或者自收到材料之日起五个工作日内一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。（{file.By("第三十二条")}）"),
            Block.Of("内容摘要为电子文件SHA-256值的前十六位，可用于核对材料未被更改；电子证照为证照编号。"),
        ], now, number: file.ReceiptNumber);

    /// <summary>《一次性告知（补正）通知书》, of the pre-review too.</summary>
    public static Task IssueNoticeAsync(this DocumentWriter papers, Tx tx, CaseFile asked, IEnumerable<CaseMaterial> requested, SupplementRequest request, DateTime now) =>
        papers.IssueAsync(tx, DocumentKind.SupplementNotice, asked,
        [
            Block.Of($"{asked.Application()}收悉。经{(asked.Status == CaseStatus.Returned ? "网上预审" : "审查")}，申请材料不齐全或者不符合法定形式。{asked.By("第三十二条第一款第四项")}，现将需要补正的全部内容一次告知如下{(asked.Notices > 1 ? $"（第{asked.Notices}次告知）" : "")}："),
            Block.Table(["需要补正的材料", "现状"], requested.Select(m => new[] { m.Name, !m.IsThere ? "未提交" : "需要更换或者更正" })),
            Block.Of($"补正要求：{request.Note}"),
            Block.Of($"请于{asked.SupplementDue!.Value.Chinese()}前（含当日）补正。{(request.Visit ? $"本次补正需要到{papers.Counter}现场办理。" : $"补正材料可以通过网上提交，也可以交到{papers.Counter}。")}"),
            Block.Of($"按照上述要求提交全部补正材料的，本机关予以受理；逾期未补正的，视为放弃本次申请，本机关终止办理并退回申请材料，不影响{asked.You()}重新提出申请。"),
        ], now);

    /// <summary>《受理通知书》, 《容缺受理通知书》 where materials are handed in later; by law too, where nobody answered in five working days.</summary>
    public static Task IssueAcceptanceAsync(this DocumentWriter papers, Tx tx, CaseFile file, IEnumerable<CaseMaterial> materials, bool deemed, DateTime now)
    {
        var later = file.Mode == CaseMode.Deferred ? materials.Where(m => m.Deferred && !m.IsThere).ToList() : [];
        return papers.IssueAsync(tx, later.Count > 0 ? DocumentKind.DeferredAcceptance : DocumentKind.Acceptance, file, Acceptance(file, later, deemed), now);
    }

    internal static IReadOnlyList<Block> Acceptance(CaseFile file, IReadOnlyList<CaseMaterial> later, bool deemed) => [Accepted(file, deemed, later.Count > 0), .. Later(file, later), .. Limits(file)];

    private static Block Accepted(CaseFile file, bool deemed, bool deferred) => Block.Of(deemed
        ? $"{file.Application()}收悉。本机关自{file.AcceptedOn!.Value.Chinese()}收到申请材料之日起五个工作日内，未告知需要补正的内容。{file.By("第三十二条第一款第四项关于逾期不告知的规定")}，该申请自收到申请材料之日，即{file.AcceptedOn.Value.Chinese()}起即为受理，特此书面确认。"
        : deferred
            ? $"{file.Application()}收悉。经审查，申请事项属于本机关职权范围，主要申请材料齐全、符合法定形式，次要材料暂缺。{file.You()}已书面承诺在规定期限内补齐，本机关决定自{file.AcceptedOn!.Value.Chinese()}起予以容缺受理。"
            : $"{file.Application()}收悉。经审查，申请事项属于本机关职权范围，申请材料齐全、符合法定形式。{file.By("第三十二条第一款第五项")}，本机关决定自{file.AcceptedOn!.Value.Chinese()}起予以受理。");

    private static IEnumerable<Block> Later(CaseFile file, IReadOnlyList<CaseMaterial> later) => later.Count == 0 ? [] :
    [
        Block.Table(["容缺后补的材料"], later.Select(m => new[] { m.Name })),
        Block.Of($"请于{file.DeferralDue!.Value.Chinese()}前（含当日）补齐上述材料。补齐之前不发放办理结果；逾期未补齐的，视为放弃本次申请，本机关终止办理并退回申请材料，由此产生的后果由{file.You()}承担。"),
    ];

    private static IEnumerable<Block> Limits(CaseFile file)
    {
        yield return Block.Facts(
            ("受理日期", file.AcceptedOn!.Value.Chinese()), ("承诺办结日期", $"{file.PromisedDue!.Value.Chinese()}前"),
            ("法定办结日期", file.StatutoryDue is { } due ? $"{due.Chinese()}前" : null));
        var working = (file.StatutoryDue is not null ? file.Matter.StatutoryUnit : file.Matter.PromisedUnit) == LimitUnit.WorkingDay;
        yield return Block.Of($"上述期限自受理之日的次日起计算{(working ? $"，以工作日计算，不含法定节假日（{file.By("第八十二条")}）" : "")}{(file.Provisional ? "；相应年度的节假日安排尚未公布，公布后以其为准" : "")}。"
            + $"依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在内，本机关将所需时间书面告知{file.You()}（第四十五条）。");
        if (file.IsPermit())
            yield return Block.Of($"本机关在法定期限内不能作出决定的，经负责人批准可以延长，并将延长期限的理由告知{file.You()}（第四十二条）。依法作出准予行政许可决定的，自作出决定之日起十个工作日内颁发、送达行政许可证件（第四十四条）；"
                + $"依法作出不予行政许可决定的，书面说明理由，并告知{file.You()}享有依法申请行政复议或者提起行政诉讼的权利（第三十八条）。");
    }
}
