using System.Text;
using System.Text.Json.Nodes;

namespace GovPlatform.Tests.Services.Intake.Input;

/// <summary>A body with one thing wrong.</summary>
/// <param name="Pointer">Where, as the answer must name it; null where the whole is.</param>
internal sealed record WrongBody(string What, byte[] Body, string? Pointer);

/// <summary>From the schema of a request: a body that fits it, and each way in which one field of it does not.</summary>
/// <param name="known">What only the world knows, by the name of the field: a matter that is there. Null for what is left out, since it does not go with another.</param>
internal sealed class WrongBodies(JsonNode document, IReadOnlyDictionary<string, JsonNode?> known)
{
    private const string Place = "@@here@@";
    private const int Deep = 1_000, Million = 1_000_000, Many = 10_000;

    public JsonObject Fitting(JsonNode schema)
    {
        var body = new JsonObject();
        foreach (var (name, field) in Resolved(schema)["properties"]!.AsObject())
            if (!known.TryGetValue(name, out var there) || there is not null)
                body[name] = Value(name, field!);
        return body;
    }

    public IEnumerable<WrongBody> Of(JsonNode schema)
    {
        var body = Fitting(schema);
        foreach (var wrong in OfObject(body, body, Resolved(schema), ""))
            yield return wrong;
        yield return Whole("nothing", "");
        yield return Whole("null", "null");
        yield return Whole("a list", "[]");
        yield return Whole("a text", "\"x\"");
        yield return Whole("half of it", body.ToJsonString()[..^1]);
        yield return Whole("deep", string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1" + new string('}', Deep));
        yield return new("in UTF-16", Encoding.Unicode.GetBytes(body.ToJsonString()), null);
    }

    private static WrongBody Whole(string what, string body) => new(what, Encoding.UTF8.GetBytes(body), null);

    private IEnumerable<WrongBody> OfObject(JsonObject root, JsonObject at, JsonNode schema, string pointer)
    {
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        foreach (var (name, field) in schema["properties"]!.AsObject())
        {
            var (here, leftOut, value) = ($"{pointer}/{name}", !at.ContainsKey(name), at[name]?.DeepClone() ?? Value(name, field!));
            at[name] = Place;
            var pattern = root.ToJsonString();
            foreach (var (what, text) in Wrong(Resolved(field!), field!, required.Contains(name), value))
                yield return new($"{here}: {what}", Replaced(pattern, text), here);
            at[name] = value;
            if (required.Contains(name) && at.Remove(name))
                yield return Whole($"{here}: missing", root.ToJsonString()) with { Pointer = here };
            at[name] = value;
            var inner = value is JsonArray list ? (list[0], Resolved(Resolved(field!)["items"]!), $"{here}/0") : (value, Resolved(field!), here);
            if (inner is (JsonObject part, { } shape, var place) && shape["properties"] is not null)
                foreach (var wrong in OfObject(root, part, shape, place))
                    yield return wrong;
            if (leftOut)
                at.Remove(name);
        }
        at["noSuchMember"] = 1;
        yield return Whole($"{pointer}/noSuchMember", root.ToJsonString()) with { Pointer = $"{pointer}/noSuchMember" };
        at.Remove("noSuchMember");
    }

    private static IEnumerable<(string What, byte[] Json)> Wrong(JsonNode shape, JsonNode field, bool required, JsonNode value)
    {
        var types = Types(shape);
        string[] kinds = ["5", "true", "\"x\"", "[]", "{}"];
        foreach (var other in kinds.Where(other => types.Count > 0 ? !types.Contains(Kind(other)) : other != "{}"))
            yield return ("is " + other, Utf8(other));
        if (required || !(types.Contains("null") || types.Count == 0 || field["oneOf"] is not null))
            yield return ("null", Utf8("null"));
        yield return ("deep", Utf8(new string('[', Deep) + new string(']', Deep)));
        foreach (var text in types.Contains("string") ? Texts(shape) : types.Contains("integer") ? Numbers(shape) : types.Contains("array") ? Lists(shape, value) : types.Count == 0 ? Free() : [])
            yield return text;
    }

    private static IEnumerable<(string, byte[])> Texts(JsonNode shape)
    {
        yield return ("a million characters", Utf8($"\"{new string('x', Million)}\""));
        yield return ("half a surrogate pair", Utf8("\"a\\ud800b\""));
        yield return ("U+0000", Utf8($"\"{new string('a', Math.Max(1, Number(shape["minLength"]) ?? 1) - 1)}\\u0000\""));
        yield return ("no UTF-8", [(byte)'"', (byte)'a', 0xff, 0xfe, (byte)'"']);
        if (shape["enum"] is not null || shape["format"] is not null || shape["pattern"] is not null)
            yield return ("none of its words", Utf8("\"no-such-code\""));
        if (Number(shape["minLength"]) > 0)
            yield return ("empty", Utf8("\"\""));
    }

    private static IEnumerable<(string, byte[])> Numbers(JsonNode shape)
    {
        foreach (var number in new[] { "1.5", "1e400", "99999999999999999999", "\"1\"" })
            yield return ("is " + number, Utf8(number));
        if (Number(shape["minimum"]) is { } least)
            yield return ("too small", Utf8($"{least - 1}"));
        if (Number(shape["maximum"]) is { } most and < int.MaxValue)
            yield return ("too large", Utf8($"{most + 1}"));
    }

    private static IEnumerable<(string, byte[])> Lists(JsonNode shape, JsonNode value)
    {
        var item = value.AsArray()[0]!.ToJsonString();
        yield return ("ten thousand", Utf8($"[{string.Join(',', Enumerable.Repeat(item, Many))}]"));
        yield return ("with a null", Utf8($"[{item},null]"));
        if (Types(shape["items"]!).Contains("string"))
        {
            yield return ("with a million characters", Utf8($"[\"{new string('x', Million)}\"]"));
            yield return ("with U+0000", Utf8("[\"a\\u0000b\"]"));
        }
        if (Number(shape["minItems"]) > 0)
            yield return ("empty", Utf8("[]"));
    }

    /// <summary>A form: an object whatever else it is.</summary>
    private static IEnumerable<(string, byte[])> Free()
    {
        yield return ("with half a surrogate pair", Utf8("{\"name\":\"\\udfff\"}"));
        yield return ("with half a surrogate pair as a name", Utf8("{\"\\ud800\":1}"));
        yield return ("with U+0000", Utf8("{\"name\":\"a\\u0000\"}"));
        yield return ("with no UTF-8", [.. Utf8("{\"name\":\""), 0xff, .. Utf8("\"}")]);
        yield return ("with deep ones", Utf8($"{{\"name\":{new string('[', Deep)}{new string(']', Deep)}}}"));
        yield return ("with fields that it has not", Utf8($"{{{string.Join(',', Enumerable.Range(0, Many).Select(n => $"\"f{n}\":1"))}}}"));
    }

    private JsonNode Value(string name, JsonNode field)
    {
        var shape = Resolved(field);
        if (known.GetValueOrDefault(name) is { } there)
            return there.DeepClone();
        if (shape["properties"] is not null)
            return Fitting(shape);
        var types = Types(shape);
        return shape["enum"] is JsonArray words ? words.First(word => word is not null)!.DeepClone()
            : types.Contains("array") ? new JsonArray(Value(name, shape["items"]!))
            : types.Contains("integer") ? Math.Max(1, Number(shape["minimum"]) ?? 1)
            : types.Contains("boolean") ? false
            : types.Contains("string") ? Text(shape)
            : new JsonObject();
    }

    private static string Text(JsonNode shape) => (string?)shape["format"] switch
    {
        "uuid" => "0198f000-0000-7000-8000-000000000001",
        "date" => "2026-10-10",
        _ => (string?)shape["pattern"] switch
        {
            "^[0-9a-f]{64}$" => new('a', 64),
            "^1[0-9]{10}$" => "13900005678",
            @"^[0-9+][0-9\-]{4,19}$" => "0379-60001234",
            "^[a-z][a-z0-9-]{1,49}$" => "open-nothing",
            null => new('x', Math.Max(2, Number(shape["minLength"]) ?? 0)),
            var pattern when pattern.StartsWith(@"^\d{4}-\d{6}", StringComparison.Ordinal) => "2026-410497-48-03-012345",
            var pattern => throw new InvalidOperationException($"Give a text that {pattern} matches."),
        },
    };

    /// <summary>What stands behind a reference, or behind 'null or …'.</summary>
    private JsonNode Resolved(JsonNode schema) =>
        schema["oneOf"] is JsonArray either ? Resolved(either.Single(one => (string?)one!["type"] != "null")!)
        : schema["$ref"] is { } reference ? document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!
        : schema;

    private static HashSet<string> Types(JsonNode shape) => shape["type"] switch
    {
        JsonArray several => several.Select(type => (string)type!).ToHashSet(),
        { } one => [(string)one!],
        null => [],
    };

    private static string Kind(string json) => json[0] switch { '"' => "string", '[' => "array", '{' => "object", 't' => "boolean", _ => "integer" };

    private static int? Number(JsonNode? limit) => limit is null ? null : (int)Math.Clamp(limit.GetValue<double>(), int.MinValue, int.MaxValue);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Replaced(string pattern, byte[] value)
    {
        var at = pattern.IndexOf($"\"{Place}\"", StringComparison.Ordinal);
        return [.. Utf8(pattern[..at]), .. value, .. Utf8(pattern[(at + Place.Length + 2)..])];
    }
}
