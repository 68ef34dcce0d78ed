using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>Packages and their matters for tests: 开餐饮店 of two departments.</summary>
internal static class PackageExamples
{
    public const string Other = "11410497000000027P";

    private static readonly string[] Shop = ["enterpriseName*", "creditCode*", "seats"];
    private static readonly string[] Fire = ["enterpriseName", "premisesFloor*"];

    public static Matter Licence { get; } = Published("410112001000", "营业执照登记", 1, "营业执照", ["enterpriseName*"], new MaterialItem { Serial = 1, Name = "登记申请书", Requirement = "1" });

    public static Matter Food { get; } = Published("410113003000", "食品经营许可", 8, "食品经营许可证", Shop,
        new() { Serial = 1, Name = "营业执照（副本）复印件", Requirement = "1", Copies = 1 },
        new() { Serial = 2, Name = "身份证", Requirement = "3", Copies = 1 },
        new() { Serial = 3, Name = "授权委托书", Requirement = "1", When = ["q1=b"] },
        new() { Serial = 4, Name = "冷库租赁合同", Requirement = "1", When = ["q2=b"] });

    public static Matter FireCheck { get; } = Published("410116001000", "消防安全检查", 5, null, Fire,
        new() { Serial = 1, Name = "身份证", Requirement = "1", Copies = 2, Kind = "2" },
        new() { Serial = 2, Name = "平面图", Requirement = "2" }) is var matter ? matter with { Code = Other + matter.Code[18..], Content = matter.Content with { DepartmentCode = Other, DepartmentName = "平澜县消防救援大队", Situations = [] } } : null!;

    public static IReadOnlyDictionary<string, Matter> Matters { get; } = new[] { Licence, Food, FireCheck }.ToDictionary(matter => matter.Code);

    public static PackageContent Restaurant() => new()
    {
        Code = "open-restaurant", Name = "开餐饮店", Kind = "enterprise", Themes = ["准营准办"], Batch = "第一批", LeadDepartment = Food.Content.DepartmentCode, PromisedDays = 9,
        Situations =
        [
            new() { Id = "agent", Question = "谁来办理？", Options = [new() { Id = "a", Label = "本人" }, new() { Id = "b", Label = "委托他人" }] },
            new() { Id = "size", Question = "店铺有多大？", Options = [new() { Id = "small", Label = "三百平方米以下" }, new() { Id = "large", Label = "三百平方米以上" }] },
        ],
        Items =
        [
            new() { Id = "food", MatterCode = Food.Code, After = ["licence"], Answers = [new() { Answer = "q1=a", When = ["agent=a"] }, new() { Answer = "q1=b", When = ["agent=b"] }] },
            new() { Id = "licence", MatterCode = Licence.Code },
            new() { Id = "fire", MatterCode = FireCheck.Code, After = ["seal"], When = ["size=large"] },
        ],
        OutsideSteps =
        [
            new() { Id = "seal", Name = "公章刻制", Provider = "备案的公章刻制单位", Place = "综合窗口", Cost = "免费", Amount = 0, HowToKnowStatus = "短信告知", Days = 1, After = ["licence"], When = ["size=large"] },
            new() { Id = "bank", Name = "银行预约开户", Provider = "商业银行", Place = "银行网点", Cost = "免费", Amount = 0, HowToKnowStatus = "银行来电", After = ["seal"] },
        ],
    };

    public static Package Draft(PackageContent? content = null) => Package.Draft(content ?? Restaurant(), "410497", 1, new(Examples.By, Examples.Now));

    public static Situation Ask(string id) => new() { Id = id, Question = "问题", Options = [new() { Id = "a", Label = "是" }, new() { Id = "b", Label = "否" }] };

    public static MatterContent Content(string basicCode, string name, int days, string? licence, IReadOnlyList<string> fields, params MaterialItem[] materials) => Examples.Content(basicCode) with
    {
        Name = name,
        PromisedDays = days,
        LicenceName = licence,
        LicenceType = licence is null ? null : Examples.Content().DepartmentCode + "009",
        Form = FormFields.BuiltIn.Form(fields).Form,
        Situations = [Ask("q1"), Ask("q2")],
        Materials = materials,
    };

    private static Matter Published(string basicCode, string name, int days, string? licence, IReadOnlyList<string> fields, params MaterialItem[] materials) =>
        Matter.Draft(Content(basicCode, name, days, licence, fields, materials), 1, Examples.By, Examples.Now).Publish(Examples.By, Examples.Now)!.Value.Matter;
}
