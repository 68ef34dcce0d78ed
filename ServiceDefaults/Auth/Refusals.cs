using Microsoft.AspNetCore.Http;

namespace GovPlatform.ServiceDefaults;

/// <summary>How authentication and authorization say no, as problem details.</summary>
internal static class Refusals
{
    public static IResult NoToken() => Problem(401, "unauthenticated", "请先登录", "Sign in first");

    public static IResult BadToken(string reason) => Problem(401, "invalid-token", "登录凭证无效或已过期", "The token is not valid", reason);

    public static IResult Forbidden() => Problem(403, "forbidden", "没有办理此操作的权限", "You may not do this");

    public static IResult IssuerUnavailable() => Problem(503, "issuer-unavailable", "身份认证服务暂时不可用", "The issuer of tokens does not answer");

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Problem(int status, string code, string zh, string en, string? detail = null) =>
        TypedResults.Problem(detail, statusCode: status, title: zh, extensions: new Dictionary<string, object?> { ["code"] = code, ["en"] = en });
}
