using System.Text.Json;
using Xunit.Abstractions;

namespace GovPlatform.Tests.Unit.Forms;

/// <summary>
/// The JSON-Schema-Test-Suite (github.com/json-schema-org/JSON-Schema-Test-Suite) for the keywords of docs/forms.md. It is no part of this
/// repository: GOV_JSON_SCHEMA_SUITE names a checkout, and Debian's package json-schema-test-suite (draft 7, the same for these keywords) is
/// found by itself.
/// </summary>
public sealed class The_official_suite(ITestOutputHelper output)
{
    private static readonly string[] Keywords =
    [
        "type", "properties", "required", "enum", "const", "minLength", "maxLength", "pattern", "minimum", "maximum", "items", "minItems", "maxItems", "if-then-else", "allOf",
        "optional/format/date", "optional/format/time", "optional/format/date-time", "optional/format/email", "optional/format/uri",
    ];

    private static readonly HashSet<string> Subset =
    [
        "$schema", "$comment", "title", "description", "type", "properties", "required", "enum", "const", "minLength", "maxLength", "pattern", "format", "minimum", "maximum",
        "items", "minItems", "maxItems", "if", "then", "else", "allOf",
    ];

    /// <summary>The checkout's draft 2020-12, or the package's draft 7; null where neither is there.</summary>
    public static string? Folder { get; } = new[]
    {
        Environment.GetEnvironmentVariable("GOV_JSON_SCHEMA_SUITE") is { Length: > 0 } checkout ? Path.Combine(checkout, "tests", "draft2020-12") : "",
        "/usr/share/json-schema-test-suite/tests/draft7",
    }.FirstOrDefault(Directory.Exists);

    [SuiteFact]
    public void every_case_of_the_subset_is_answered_as_the_suite_says()
    {
        var (ran, skipped, wrong) = (new SortedDictionary<string, int>(), new SortedDictionary<string, int>(), new List<string>());
        foreach (var keyword in Keywords.Where(keyword => File.Exists(PathOf(keyword))))
        {
            using var groups = JsonDocument.Parse(File.ReadAllBytes(PathOf(keyword)));
            foreach (var group in groups.RootElement.EnumerateArray())
            {
                var schema = group.GetProperty("schema");
                if (Outside(schema) is { } other)
                {
                    skipped[other] = skipped.GetValueOrDefault(other) + group.GetProperty("tests").GetArrayLength();
                    continue;
                }
                var check = FormCheck.Of(schema, plain: true);
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    ran[keyword] = ran.GetValueOrDefault(keyword) + 1;
                    if (check.Check(test.GetProperty("data")).Count == 0 != test.GetProperty("valid").GetBoolean())
                        wrong.Add($"{keyword}: {group.GetProperty("description")}: {test.GetProperty("description")}");
                }
            }
        }
        output.WriteLine($"{ran.Values.Sum()} cases of {Folder}: {string.Join(", ", ran)}\nskipped for {string.Join(", ", skipped)}");
        Assert.Empty(wrong);
        Assert.Equal(Keywords.Length, ran.Count);
        Assert.True(ran.Values.Sum() > 150, $"only {ran.Values.Sum()} cases ran");
    }

    private static string PathOf(string keyword) => Path.Combine(Folder!, $"{keyword}.json");

    /// <summary>The first keyword, type or shape of a schema that the subset does not have; null where all of it is.</summary>
    private static string? Outside(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return "a schema that is no object";
        foreach (var word in schema.EnumerateObject())
        {
            if (!Subset.Contains(word.Name))
                return word.Name;
            var inner = word.Name switch
            {
                "type" => word.Value is { ValueKind: JsonValueKind.String } type && type.GetString() != "null" ? [] : [$"type {word.Value}"],
                "properties" => word.Value.EnumerateObject().Select(property => Outside(property.Value)),
                "items" or "if" or "then" or "else" => [Outside(word.Value)],
                "allOf" => word.Value.EnumerateArray().Select(Outside),
                _ => Enumerable.Empty<string?>(),
            };
            if (inner.FirstOrDefault(other => other is not null) is { } found)
                return found;
        }
        return null;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SuiteFactAttribute : FactAttribute
    {
        public SuiteFactAttribute() => Skip = Folder is null ? "GOV_JSON_SCHEMA_SUITE names no checkout of JSON-Schema-Test-Suite" : null!;
    }
}
