namespace GovPlatform.Matters;

/// <summary>What must hold before people may apply: the elements agree with each other (standards: the quality check of 事项 data).</summary>
internal static class PublicationRules
{
    private const string Licence = "01";
    private const string Immediate = "1";
    private const string Certificate = "10";

    public static IReadOnlyList<Finding> Check(MatterContent matter)
    {
        List<Finding> findings = [.. CodeRules.Check(matter)];
        Limits(matter, findings);
        Results(matter, findings);
        Fees(matter.Elements, findings);
        Contact(matter.Elements, findings);
        return findings;
    }

    private static void Limits(MatterContent matter, List<Finding> findings)
    {
        if (matter.StatutoryDays is { } statutory && matter.PromisedDays > statutory)
            findings.Add(new("/promisedDays", "promised-above-statutory", $"承诺时限{matter.PromisedDays}天超过法定时限{statutory}天", $"Promises {matter.PromisedDays} days where the law allows {statutory}"));
        if (matter.HandlingType == Immediate && matter.PromisedDays > 1)
            findings.Add(new("/promisedDays", "immediate-above-one-day", "即办件的承诺时限不超过1个工作日", "An immediate matter is done within one working day"));
        // 行政许可法 art. 42: a licence always has a limit, 20 working days where no other law sets one.
        if (matter.MatterType == Licence && matter.StatutoryDays is null)
            findings.Add(new("/statutoryDays", "licence-without-limit", "行政许可应当有法定办结时限", "An administrative licence has a statutory limit"));
        if (string.IsNullOrWhiteSpace(matter.Elements.LegalBasis))
            findings.Add(new("/elements/legalBasis", "basis-missing", "应当填写设定依据", "The legal basis is missing"));
    }

    private static void Results(MatterContent matter, List<Finding> findings)
    {
        if (matter.LicenceType is null != matter.LicenceName is null)
            findings.Add(new("/licenceName", "licence-incomplete", "证照类型代码和证照名称应当同时填写", "Licence type and licence name go together"));
        if (matter.Elements.ResultType == Certificate && matter.LicenceType is null)
            findings.Add(new("/licenceType", "licence-missing", "结果为证照的，应当填写证照类型代码", "A matter whose result is a licence names its type"));
        if (matter.AutoDecide && (matter.HandlingType != Immediate || string.IsNullOrWhiteSpace(matter.Elements.AutoRule)))
            findings.Add(new("/autoDecide", "auto-without-rule", "秒批事项应当为即办件，并写明审批规则", "Only an immediate matter with a written rule is decided by rules"));
        if (!matter.Materials.Any(material => material.Requirement == "1"))
            findings.Add(new("/materials", "materials-missing", "应当至少有一项必要材料", "At least one material is required"));
        if (matter.MatterType == Licence && (matter.Elements.Faq.Count == 0 || matter.Elements.Flow.Count == 0))
            findings.Add(new("/elements/faq", "licence-guide-incomplete", "行政许可应当有办理流程和常见问题", "A licence has its flow and at least one frequent question"));
    }

    private static void Fees(MatterElements elements, List<Finding> findings)
    {
        if (elements.HasFee && (string.IsNullOrWhiteSpace(elements.FeeBasis) || string.IsNullOrWhiteSpace(elements.FeeStandard)))
            findings.Add(new("/elements/feeBasis", "fee-without-basis", "收费事项应当填写收费依据和收费标准", "A fee needs its basis and its standard"));
        if (!elements.HasFee && elements.OnlinePayment == true)
            findings.Add(new("/elements/onlinePayment", "payment-without-fee", "不收费的事项不支持网上支付", "Nothing is paid online where there is no fee"));
    }

    private static void Contact(MatterElements elements, List<Finding> findings)
    {
        if (elements.Visits > 0 && string.IsNullOrWhiteSpace(elements.VisitsReason))
            findings.Add(new("/elements/visitsReason", "visits-without-reason", "到现场次数大于0的，应当说明原因", "A visit needs its reason"));
        if (elements.Visits == 0 && elements.Online != true && !elements.HandlingForms.Contains("4"))
            findings.Add(new("/elements/visits", "no-way-without-visit", "到现场0次的，应当可以网办或者快递申请", "Without a visit it is done online or by courier"));
        if (elements.EnquiryPhone is { } phone && phone == elements.SupervisionPhone)
            findings.Add(new("/elements/supervisionPhone", "phones-equal", "咨询电话和监督电话不能相同", "Enquiry and supervision phones differ"));
    }
}
