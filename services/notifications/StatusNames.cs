namespace GovPlatform.Notifications;

/// <summary>States of a case in the words that people are told; intake's README holds the diagram.</summary>
internal static class StatusNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["submitted"] = "已提交", ["pre-reviewed"] = "预审通过", ["returned"] = "预审退回", ["received"] = "已接件", ["supplement-requested"] = "待补正",
        ["accepted"] = "已受理", ["in-approval"] = "审批中", ["sent-back"] = "退回窗口", ["granted"] = "准予", ["denied"] = "不予批准", ["handed-over"] = "结果已移交",
        ["ready"] = "待领取", ["delivered"] = "已送达", ["closed"] = "已办结", ["refused"] = "不予受理", ["withdrawn"] = "已撤回", ["lapsed"] = "逾期未补正",
        ["ended"] = "已终止", ["revoked"] = "已撤销",
    };

    public static string Zh(string status) => Names.GetValueOrDefault(status, status);

    public static string En(string status) => status.Replace('-', ' ');
}
