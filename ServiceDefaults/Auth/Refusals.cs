namespace GovPlatform.ServiceDefaults;

/// <summary>How authentication and authorization say no.</summary>
internal static class Refusals
{
    public static Problem NoToken() => new(401, "unauthenticated", "请先登录", "Sign in first");

    public static Problem BadToken(string reason) => new(401, "invalid-token", "登录凭证无效或已过期", "The token is not valid") { Extensions = { ["reason"] = reason } };

    public static Problem Forbidden() => new(403, "forbidden", "没有办理此操作的权限", "You may not do this");

    public static Problem IssuerUnavailable() =>
        new(503, "issuer-unavailable", "身份认证服务暂时不可用，请稍后重试", "The issuer of tokens does not answer, please try again") { RetryAfter = 2 };
}
