using System.Collections.Frozen;

namespace GovPlatform.Intake;

/// <summary>Why an application may be refused (行政许可法 art. 32 and the general conditions of acceptance): a code, and its words in the written notice.</summary>
internal static class RefusalReasons
{
    public const string NotOurCompetence = "not-our-competence";

    /// <summary>The platform's own: what a sub-case of a package waited for will not come.</summary>
    public const string PrerequisiteFailed = "prerequisite-failed";

    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["no-permit-needed"] = "申请事项依法不需要取得行政许可",
        [NotOurCompetence] = "申请事项依法不属于本行政机关职权范围",
        ["not-entitled"] = "申请人不具备法定的申请资格",
        ["conditions-not-met"] = "申请明显不符合法定条件",
        ["false-materials"] = "申请人隐瞒有关情况或者提供虚假材料",
        ["repeated"] = "同一申请已经受理或者已经作出决定",
        ["barred"] = "申请人在法律规定的禁止申请期限内",
        [PrerequisiteFailed] = "作为前置条件的事项未获批准或者已经终止",
        ["other-law"] = "法律、法规规定的其他不予受理情形",
    }.ToFrozenDictionary();
}
