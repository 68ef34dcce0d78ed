namespace GovPlatform.Matters;

/// <summary>What a matter ends in, how it gets there, and what it costs.</summary>
internal static class ResultRules
{
    private const string Certificate = "10";
    private static readonly string[] Steps = ["受理", "审核", "审批", "办结", "送达"];

    public static void Check(MatterContent matter, List<Finding> findings)
    {
        Result(matter, findings);
        Guide(matter, findings);
        Fees(matter.Elements, findings);
    }

    private static void Result(MatterContent matter, List<Finding> findings)
    {
        if (matter.LicenceType is null != matter.LicenceName is null)
            findings.Add(new("/licenceName", "licence-incomplete", "证照类型代码和证照名称应当同时填写", "Licence type and licence name go together"));
        if (matter.Elements.ResultType == Certificate && matter.LicenceType is null)
            findings.Add(new("/licenceType", "licence-missing", "结果为证照的，应当填写证照类型代码", "A matter whose result is a licence names its type"));
        if (matter.AutoDecide && (matter.HandlingType != PublicationRules.Immediate || string.IsNullOrWhiteSpace(matter.Elements.AutoRule)))
            findings.Add(new("/autoDecide", "auto-without-rule", "秒批事项应当为即办件，并写明审批规则", "Only an immediate matter with a written rule is decided by rules"));
        if (!string.IsNullOrWhiteSpace(matter.Elements.ResultName) && string.IsNullOrWhiteSpace(matter.Elements.ResultSample))
            findings.Add(new("/elements/resultSample", "result-without-sample", "有结果名称的，应当有结果样本", "A result that has a name has a sample"));
    }

    private static void Guide(MatterContent matter, List<Finding> findings)
    {
        if (matter.MatterType != PublicationRules.Licence)
            return;
        if (matter.Elements.Faq.Count == 0)
            findings.Add(new("/elements/faq", "licence-without-faq", "行政许可应当至少有一个常见问题", "A licence has at least one frequent question"));
        // What is decided at once needs no step of its own for the decision.
        var missing = Steps.Where(step => !(step == "审批" && matter.HandlingType == PublicationRules.Immediate))
            .Where(step => !matter.Elements.Flow.Any(named => named.Contains(step, StringComparison.Ordinal))).ToList();
        if (missing.Count > 0)
            findings.Add(new("/elements/flow", "licence-flow-incomplete", $"行政许可的办理流程缺少：{string.Join('、', missing)}", $"The flow of a licence lacks {string.Join(", ", missing)}"));
    }

    private static void Fees(MatterElements elements, List<Finding> findings)
    {
        if (elements.HasFee && (string.IsNullOrWhiteSpace(elements.FeeBasis) || string.IsNullOrWhiteSpace(elements.FeeStandard)))
            findings.Add(new("/elements/feeBasis", "fee-without-basis", "收费事项应当填写收费依据和收费标准", "A fee needs its basis and its standard"));
        if (elements.HasFee && elements.Fees.Count == 0)
            findings.Add(new("/elements/fees", "fee-without-items", "收费事项应当列明收费项目", "A matter with a fee lists what is charged"));
        for (var i = 0; i < elements.Fees.Count; i++)
            if (string.IsNullOrWhiteSpace(elements.Fees[i].Basis) || string.IsNullOrWhiteSpace(elements.Fees[i].Standard))
                findings.Add(new($"/elements/fees/{i}", "fee-without-basis", "收费项目应当有依据和标准", "An item charged has its basis and its standard"));
        if (elements.HasFee && elements.OnlinePayment is null)
            findings.Add(new("/elements/onlinePayment", "payment-unsaid", "收费事项应当说明是否支持网上支付", "A matter with a fee says whether it is paid online"));
        if (!elements.HasFee && elements.OnlinePayment == true)
            findings.Add(new("/elements/onlinePayment", "payment-without-fee", "不收费的事项不支持网上支付", "Nothing is paid online where there is no fee"));
        if (!elements.HasFee && elements.Fees.Count > 0)
            findings.Add(new("/elements/fees", "items-without-fee", "不收费的事项不应当有收费项目", "Nothing is charged where there is no fee"));
    }
}
