using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovPlatform.Tests.Unit.Forms;

/// <summary>Whatever schema and whatever values: no exception; and values made after a schema pass it.</summary>
public sealed class Random_forms
{
    private static readonly string[] Words =
    [
        "type", "properties", "required", "enum", "const", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "items", "minItems", "maxItems", "if", "then", "else", "allOf",
    ];

    private static readonly string[] Scraps =
    [
        "\"\"", "\"a\"", "\"\\ud800\"", "\"\\u0000\"", "\"2026-01-01\"", "\"date\"", "\"uri\"", "\"string\"", "\"object\"", "\"array\"", "\"^a+$\"", "\"(\"", "0", "-0.0", "1e999999999999999999999", "1.5",
        "-1", "99999999999", "true", "false", "null",
    ];

    [Fact]
    public void nothing_throws_whatever_the_schema_and_the_values()
    {
        var random = new Random(20260101);
        var findings = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var check = FormCheck.Of(JsonElement.Parse(Any(random, 4, Words)), plain: i % 2 == 0);
            var value = JsonElement.Parse(Any(random, 4, i % 3 == 0 ? Words : ["a", "b", "\\ud800"]));
            findings += check.Check(value).Count;
            Assert.True(check.Check(value, FormMode.Draft).Count <= 100);
        }
        Assert.True(findings > 1000);
    }

    [Fact]
    public void values_made_after_a_schema_pass_it_and_stop_when_one_is_spoilt()
    {
        var random = new Random(20260102);
        for (var i = 0; i < 1_000; i++)
        {
            var (schema, value) = (new JsonObject(), new JsonObject());
            Group(random, 3, schema, value);
            var check = FormCheck.Of(JsonSerializer.SerializeToElement(schema));
            Assert.True(check.Check(JsonSerializer.SerializeToElement(value)).Count == 0, $"{schema}\n{value}");
            value[$"x{i}"] = 1;
            Assert.Equal("field-unknown", Assert.Single(check.Check(JsonSerializer.SerializeToElement(value), FormMode.Draft)).Code);
        }
    }

    private static string Any(Random random, int depth, string[] names) => (depth == 0 ? 0 : random.Next(4)) switch
    {
        0 => Scraps[random.Next(Scraps.Length)],
        1 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1, names)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => $"\"{names[random.Next(names.Length)]}\":{Any(random, depth - 1, names)}"))}}}",
    };

    private static void Group(Random random, int depth, JsonObject schema, JsonObject value)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        for (var i = 0; i < 1 + random.Next(5); i++)
        {
            var (field, answer) = Field(random, depth);
            properties[$"f{i}"] = field;
            if (random.Next(3) > 0)
            {
                value[$"f{i}"] = answer;
                if (random.Next(2) == 0)
                    required.Add($"f{i}");
            }
        }
        (schema["type"], schema["properties"], schema["required"]) = ("object", properties, required);
        if (value.Count > 0 && random.Next(2) == 0)
            schema["if"] = new JsonObject { ["required"] = new JsonArray(value.First().Key) };
        if (schema.ContainsKey("if"))
            schema["then"] = new JsonObject { ["required"] = new JsonArray(value.First().Key) };
    }

    private static (JsonObject Schema, JsonNode Value) Field(Random random, int depth)
    {
        var schema = new JsonObject { ["title"] = "字段" };
        switch (random.Next(depth == 0 ? 4 : 6))
        {
            case 0:
                var text = string.Concat(Enumerable.Range(0, 1 + random.Next(8)).Select(_ => new Rune(random.Next(4) == 0 ? 0x20BB7 : 0x4E00 + random.Next(100)).ToString()));
                (schema["type"], schema["minLength"], schema["maxLength"], schema["pattern"]) = ("string", 1, text.EnumerateRunes().Count(), "^[\u4e00-\u9fff\U00020BB7]+$");
                return (schema, text);
            case 1:
                var number = random.Next(-1000, 1000);
                (schema["type"], schema["minimum"], schema["maximum"]) = ("integer", number, number);
                return (schema, number);
            case 2:
                (schema["type"], schema["enum"]) = ("boolean", new JsonArray(true, false));
                return (schema, random.Next(2) == 0);
            case 3:
                (schema["type"], schema["format"]) = ("string", "date");
                return (schema, DateOnly.FromDayNumber(random.Next(700_000)).ToString("yyyy-MM-dd"));
            case 4:
                var (item, one) = Field(random, depth - 1);
                (schema["type"], schema["items"], schema["minItems"]) = ("array", item, 1);
                return (schema, new JsonArray(one));
            default:
                var group = new JsonObject();
                Group(random, depth - 1, schema, group);
                return (schema, group);
        }
    }
}
