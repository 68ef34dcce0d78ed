using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GovPlatform.ServiceDefaults;

/// <summary>One page of a list in key order.</summary>
/// <param name="Items">At most the limit asked for.</param>
/// <param name="Next">Pass as `after` for what follows; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Keyset paging: ask the database for limit + 1 rows behind the cursor's key, and hand them here.</summary>
public static class Paging
{
    public const int Default = 20;
    public const int Most = 100;

    public static int Limit(int? limit) => Math.Clamp(limit ?? Default, 1, Most);

    /// <summary>Cuts the row beyond the limit off, names the next page by the last row's key, and sets the Link header.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int limit, Func<T, string> cursor, HttpContext http)
    {
        if (rows.Count <= limit)
            return new(rows, null);
        var items = rows.Take(limit).ToList();
        var next = cursor(items[^1]);
        var query = http.Request.Query.Where(pair => pair.Key != "after").Append(new("after", next));
        http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(http.Request.Path, query)}>; rel=\"next\"";
        return new(items, next);
    }
}

/// <summary>The key of a row as an opaque text.</summary>
public static class Cursor
{
    public static string Encode<T>(T key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { JsonSerializer.SerializeToElement(key) }));

    public static string Encode<T1, T2>(T1 first, T2 second) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { JsonSerializer.SerializeToElement(first), JsonSerializer.SerializeToElement(second) }));

    /// <summary>False where the text is no cursor of this shape: answer 400 with Problems of this name.</summary>
    public static bool TryDecode<T>(string? after, out T? key)
    {
        key = default;
        if (!TryParse(after, 1, out var parts))
            return false;
        try
        {
            key = parts[0].Deserialize<T>();
            return key is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static bool TryDecode<T1, T2>(string? after, out (T1 First, T2 Second) key)
    {
        key = default;
        if (!TryParse(after, 2, out var parts))
            return false;
        try
        {
            key = (parts[0].Deserialize<T1>()!, parts[1].Deserialize<T2>()!);
            return key.First is not null && key.Second is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The answer to an `after` that is no cursor of this list.</summary>
    public static Problem Unreadable() => new(400, "bad-cursor", "翻页标记无效", "`after` is not a cursor of this list");

    private static bool TryParse(string? after, int count, out JsonElement[] parts)
    {
        parts = [];
        try
        {
            parts = after is { Length: > 0 and <= 1024 } ? JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(after)) ?? [] : [];
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
        return parts.Length == count;
    }
}
