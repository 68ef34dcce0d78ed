namespace GovPlatform.Certificates;

/// <summary>Every way certificates says no.</summary>
internal static class Problems
{
    public static Problem NotVerified() => new(404, "licence-not-verified", "未查到该证照，请核对证照标识和验证码", "No licence with this id and verification code");
}
