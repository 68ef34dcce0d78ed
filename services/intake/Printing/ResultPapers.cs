namespace GovPlatform.Intake;

/// <summary>What goes with a result on its way to the applicant.</summary>
internal static class ResultPapers
{
    /// <summary>《办理结果交接单》: the department hands over, the issuing counter takes in, and both sign.</summary>
    public static async Task IssueHandOverAsync(this DocumentWriter papers, Tx tx, CaseFile ready, Caller by, DateTime now)
    {
        var handedOver = await tx.ScalarAsync<DateTime?>(
            "select max(at) from timeline where region = @Region and case_id = @Id and action = 'hand-over'", new { ready.Region, ready.Id });
        await papers.IssueAsync(tx, DocumentKind.HandOver, ready,
        [
            Block.Of($"{papers.AgencyOf(ready)}已将下列办件的办理结果移交{papers.Counter}，由其统一出件。"),
            Block.Facts(
                ("申请人", papers.NameOf(ready)), ("事项名称", ready.Matter.Name), ("办理结果", ready.ResultInWords()),
                ("承诺办结日期", ready.PromisedDue?.Chinese()), ("移交单位", papers.AgencyOf(ready)), ("移交时间", handedOver?.ChineseMinute()),
                ("接收单位", papers.HolderOf(ready)), ("接收时间", now.ChineseMinute()), ("接收人", by.Signs())),
            by.IsStaff ? Block.Hands("移交人（签名）：", "接收人（签名）：") : Block.Of("办理结果为电子形式，由系统自动移交和接收，时间以系统记录为准。"),
        ], now);
    }

    /// <summary>《送达回证》.</summary>
    /// <param name="method">counter, electronic or post.</param>
    public static Task IssueDeliveryAsync(this DocumentWriter papers, Tx tx, CaseFile delivered, string method, Caller by, DateTime now) =>
        papers.IssueAsync(tx, DocumentKind.Delivery, delivered,
        [
            Block.Facts(
                ("受送达人", papers.NameOf(delivered)), ("事项名称", delivered.Matter.Name), ("送达文书", delivered.ResultInWords()),
                ("送达方式", method switch { Ways.Electronic => "电子送达", Ways.Post => "邮寄送达", _ => "直接送达（窗口领取）" }),
                ("送达地点", method switch { Ways.Electronic => "受送达人在政务服务平台的账户", Ways.Post => "受送达人确认的邮寄地址", _ => papers.HolderOf(delivered) }),
                ("邮寄单号", method == Ways.Post ? $"{delivered.Carrier} {delivered.TrackingNumber}" : null),
                ("送达时间", now.ChineseMinute()), ("送达人", by.Signs())),
            method == Ways.Electronic
                ? Block.Of("受送达人已选择电子送达，送达时间为办理结果到达其账户的时间，以系统记录为准。")
                : Block.Hands("受送达人或者代收人（签名、盖章）：", "代收人与受送达人的关系：", "收到日期：　　　　年　　月　　日"),
            Block.Of("受送达人拒绝签收的，送达人在本回证上注明拒收的事由和日期，由送达人、见证人签名。"),
        ], now);

    private static string HolderOf(this DocumentWriter papers, CaseFile file) => file.ResultDesk?.Name ?? papers.Counter;

    private static string ResultInWords(this CaseFile file) => file.Outcome == CaseStatus.Granted
        ? $"准予决定书{(file.Matter.LicenceName is { } licence ? $"、{licence}{(file.LicenceId is { } id ? $"（证照标识：{id}）" : "")}" : "")}" : "不予决定书";

    private static string Signs(this Caller by) => by.IsStaff ? by.Name : "政务服务平台（自动）";
}
