namespace GovPlatform.Intake;

/// <summary>Every way in which documents and seals say no.</summary>
internal static class PrintingProblems
{
    public static Problem NotVerified() => new(404, "document-not-verified", "未查到该文书，请核对文书编号和验证码", "No document with this number and verification code");

    public static Problem DepartmentCode(Refusal refusal) => Problem.Invalid("/departmentCode", refusal.Code, $"实施主体代码：{refusal.Zh}", $"The department's code {refusal.En}");

    public static Problem SealType() =>
        new(415, "seal-type", "印章图片应为 PNG，边长 100 至 2000 像素，且内容完整", "A seal is a whole PNG of 100 to 2000 pixels a side") { Extensions = { ["accepted"] = new[] { "image/png" } } };

    public static Problem SealTooLarge(int most) =>
        new(413, "seal-too-large", $"印章图片不得超过 {most / 1024} KB", $"A seal may have {most / 1024} KB at most") { Extensions = { ["maxBytes"] = most } };
}
