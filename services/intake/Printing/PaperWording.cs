namespace GovPlatform.Intake;

/// <summary>Turns of phrase that documents share.</summary>
internal static class PaperWording
{
    /// <summary>你 to a person, 你单位 to an organisation.</summary>
    public static string You(this CaseFile file) => file.Applicant.Kind == Kind.Organisation ? "你单位" : "你";

    /// <summary>The application, named as in every letter.</summary>
    public static string Application(this CaseFile file) => $"{file.You()}提出的“{file.Matter.Name}”申请";

    /// <summary>行政许可; what is said of limits and notices there is kept for other matters by analogy, and the document says so.</summary>
    public static bool IsPermit(this CaseFile file) => MatterCode.TryParse(file.MatterCode, out var code, out _) && code.Basic.MatterType == "01";

    /// <summary>根据 the article for a permit, 参照 for other matters.</summary>
    public static string By(this CaseFile file, string article) => $"{(file.IsPermit() ? "根据" : "参照")}《中华人民共和国行政许可法》{article}";

    public static string Chinese(this DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    public static string ChineseMinute(this DateTime utc) => $"{ChinaTime.Date(utc).Chinese()}{utc + ChinaTime.Offset:HH:mm}";

    /// <summary>行政复议法 art. 20 (60 days) and 行政诉讼法 art. 46 (six months).</summary>
    public static string Remedies(string county) =>
        $"如不服本决定，可以自收到本通知书之日起六十日内向{county}人民政府申请行政复议，也可以自收到之日起六个月内依法向有管辖权的人民法院提起行政诉讼。";
}
