using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>Matters in the state a test begins with.</summary>
internal static class Examples
{
    public static readonly DateTime Now = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    public static readonly Actor By = new("0197d000-0000-7000-8000-000000000001", "staff");

    public static MatterContent Content(string basicCode = "410113003000", string department = "11410497000000019W") => new()
    {
        BasicCode = basicCode,
        DepartmentCode = department,
        DepartmentName = "平澜县市场监督管理局",
        Name = "食品经营许可",
        HandlingType = "2",
        Audience = ["1", "2"],
        StatutoryDays = 20,
        PromisedDays = 8,
        LicenceType = department + "003",
        LicenceName = "食品经营许可证",
        LicenceValidYears = 5,
        Elements = new()
        {
            LegalBasis = "《中华人民共和国食品安全法》第三十五条",
            Flow = ["申请", "受理", "审核", "审批", "办结", "送达"],
            Faq = ["问：只卖预包装食品要办证吗？答：备案即可。"],
            ResultType = "10",
            ResultName = "食品经营许可证",
            ResultSample = "食品经营许可证样式",
            UserTopics = ["准营准办"],
            CorpTopics = ["准营准办"],
            Visits = 0,
            Online = true,
            EnquiryPhone = "0397-6000101",
            SupervisionPhone = "0397-6000102",
        },
        Materials = [new() { Serial = 1, Name = "食品经营许可申请书", Requirement = "1", BlankForm = "申请书（空表）", AcceptStandard = "签名或者盖章齐全" }, new() { Serial = 2, Name = "营业执照", Requirement = "3" }],
    };

    public static Matter Draft() => Matter.Draft(Content(), 1, By, Now);

    public static Matter Scheduled() => Draft().Schedule(ChinaTime.Date(Now).AddDays(1), By, Now)!;

    public static Matter Published() => Draft().Publish(By, Now)!.Value.Matter;

    public static Matter Suspended() => Published().Suspend(Now)!.Value.Matter;

    public static Matter Retired() => Published().Retire(Now)!.Value.Matter;

    public static Matter In(string status) => status switch
    {
        MatterStatus.Draft => Draft(),
        MatterStatus.Scheduled => Scheduled(),
        MatterStatus.Published => Published(),
        MatterStatus.Suspended => Suspended(),
        _ => Retired(),
    };
}
