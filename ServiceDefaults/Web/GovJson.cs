using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace GovPlatform.ServiceDefaults;

/// <summary>How JSON is written here: camelCase, UTF-8 with Chinese as it is, enum values in lower kebab, RFC 3339 times.</summary>
public static class GovJson
{
    /// <summary>Events and details in columns: readers pass over what they do not know, so that a field may be added.</summary>
    public static JsonSerializerOptions Events { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Requests and answers: a member that nobody reads is an error, since a misspelt optional field would be lost in silence.</summary>
    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new FreeJson());
        options.MaxDepth = 32;
        return options;
    }
}
