using Microsoft.AspNetCore.Http;

namespace GovPlatform.ServiceDefaults;

/// <summary>If-Match against the version of a row: nothing is changed that the caller has not seen (RFC 9110 §13).</summary>
public static class Precondition
{
    /// <summary>428 without If-Match, 412 when it names another version, null when it holds. Asked before the state is.</summary>
    public static Problem? Failed(string? ifMatch, int version) => Failed(ifMatch, $"{version}");

    /// <summary>As the other, for what is told apart by a digest instead of a version.</summary>
    public static Problem? Failed(string? ifMatch, string tag) => ifMatch switch
    {
        null or "" => new(428, "if-match-required", "请在 If-Match 中给出所见版本", "If-Match with the version you have seen is required"),
        "*" => null,
        _ when ifMatch.Split(',').Any(seen => seen.Trim() == $"\"{tag}\"") => null,
        _ => new(412, "stale", "内容已被他人更新，请刷新后重试", "It has changed since you read it") { Extensions = { ["version"] = tag } },
    };

    public static void SetETag(this HttpResponse response, int version) => response.Headers.ETag = $"\"{version}\"";
}
