using System.Text;
using System.Text.Json;

namespace GovPlatform.Tests.Unit.Forms;

/// <summary>What a form's values may be: each rule of the subset, from both sides of its limit.</summary>
public sealed class Checking_values
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"x\"", "1")]
    [InlineData("""{"type":"integer"}""", "1.0", "1.5")]
    [InlineData("""{"type":"integer"}""", "123456789012345678901234567890e5", "12345678901234567890.5")]
    [InlineData("""{"type":"number"}""", "1e400", "\"1\"")]
    [InlineData("""{"type":"boolean"}""", "false", "0")]
    [InlineData("""{"type":"array"}""", "[]", "{}")]
    [InlineData("""{"type":"object"}""", "{}", "null")]
    [InlineData("""{"const":1}""", "10e-1", "true")]
    [InlineData("""{"const":-0.0}""", "0", "-1")]
    [InlineData("""{"const":9007199254740993}""", "9007199254740993.0", "9007199254740992")]
    [InlineData("""{"const":{"a":[1,"b"],"c":null}}""", """{"c":null,"a":[1.0,"b"]}""", """{"a":["b",1],"c":null}""")]
    [InlineData("""{"const":[false]}""", "[false]", "[0]")]
    [InlineData("""{"enum":["\u00e9",1]}""", "\"é\"", "\"e\u0301\"")]
    [InlineData("""{"minLength":2}""", "\"\U00020BB7\u7530\"", "\"\U00020BB7\"")]
    [InlineData("""{"maxLength":1}""", "\"\U00020BB7\"", "\"ab\"")]
    [InlineData("""{"maxLength":2.0}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"minimum":-2}""", "-2.0", "-2.0001")]
    [InlineData("""{"maximum":300}""", "3e2", "300.00000000000000000000000001")]
    [InlineData("""{"minimum":0.1}""", "0.1", "0.0999999999999999999999")]
    [InlineData("""{"minimum":1e-30}""", "1e-30", "1e-31")]
    [InlineData("""{"maximum":1e999999}""", "1e400", "1.01e999999")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1,2]", "[]")]
    [InlineData("""{"items":{"type":"string"}}""", "[\"a\"]", "[\"a\",1]")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"]}""", """{"a":"x","b":1}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":false}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "1.5", "2.5")]
    [InlineData("""{"if":{"minimum":10},"then":{"maximum":20},"else":{"maximum":5}}""", "15", "7")]
    [InlineData("""{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]}}""", """{"b":0}""", "{}")]
    [InlineData("""{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"required":["b"]}}""", "{}", """{"a":1}""")]
    public void each_keyword_means_what_json_schema_says(string schema, string right, string wrong)
    {
        Assert.Empty(Plain(schema, right));
        Assert.NotEmpty(Plain(schema, wrong));
    }

    [Theory]
    [InlineData("string", """{"minLength":5,"maxItems":0,"minimum":9,"required":["a"]}""", "\"abcde\"")]
    [InlineData("number", """{"minLength":5,"pattern":"^x$","format":"date","minItems":3}""", "1")]
    [InlineData("array", """{"minLength":5,"minimum":9,"required":["a"],"properties":{"a":{"type":"string"}}}""", "[]")]
    public void a_keyword_says_nothing_of_values_of_other_types(string type, string schema, string value)
    {
        Assert.Empty(Plain(schema, value));
        Assert.NotEmpty(Plain(schema.Insert(1, $"\"type\":\"{type}\","), "true"));
    }

    [Theory]
    [InlineData("""{"a":1}""", "/a value-type")]
    [InlineData("""{"a":"丁"}""", "/a value-enum")]
    [InlineData("""{"only":"x"}""", "/only value-const")]
    [InlineData("""{"s":"x"}""", "/s value-too-short")]
    [InlineData("""{"s":"12345"}""", "/s value-too-long")]
    [InlineData("""{"s":"abc"}""", "/s value-pattern")]
    [InlineData("""{"d":"2026-02-30"}""", "/d value-format")]
    [InlineData("""{"n":0}""", "/n value-too-small")]
    [InlineData("""{"n":10}""", "/n value-too-great")]
    [InlineData("""{"rows":[]}""", "/rows items-too-few")]
    [InlineData("""{"rows":[{"x":1},{"x":1},{"x":1}]}""", "/rows items-too-many")]
    [InlineData("""{"rows":[{"x":1},{}]}""", "/rows/1/x field-missing")]
    [InlineData("""{"rows":[{"x":1,"y":2}]}""", "/rows/0/y field-unknown")]
    [InlineData("""{"a/b~c":1}""", "/a~1b~0c field-unknown")]
    [InlineData("""{"n":2,"n":2}""", "/n field-duplicate")]
    [InlineData("""{"s":"a\u0000b"}""", "/s text-invalid")]
    [InlineData("""{"s":"\ud800"}""", "/s text-invalid")]
    [InlineData("""{"\udc00":1}""", " text-invalid")]
    [InlineData("""[]""", " value-type")]
    [InlineData("null", " value-type")]
    public void what_is_wrong_is_told_by_its_place_and_a_code(string value, string finding) => Assert.Contains(finding, Findings(value));

    [Fact]
    public void a_draft_may_leave_out_what_is_required_and_nothing_else()
    {
        var check = FormCheck.Of(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string","maxLength":2},"g":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}},"required":["a","g"]}"""));
        Assert.Equal(["/a field-missing", "/g field-missing"], Told(check, "{}"));
        Assert.Empty(Told(check, """{"g":{}}""", FormMode.Draft));
        Assert.Equal(["/a value-too-long", "/g/x value-type"], Told(check, """{"a":"abc","g":{"x":"1"}}""", FormMode.Draft));
    }

    [Fact]
    public void a_condition_of_a_draft_holds_only_for_what_is_filled()
    {
        var check = FormCheck.Of(JsonElement.Parse(Tenure));
        Assert.Empty(Told(check, """{"until":"任意"}""", FormMode.Draft));
        Assert.Equal(["/until value-format"], Told(check, """{"tenure":"租赁","until":"任意"}""", FormMode.Draft));
        Assert.Empty(Told(check, """{"tenure":"租赁"}""", FormMode.Draft));
        Assert.Equal(["/until field-missing"], Told(check, """{"tenure":"租赁"}"""));
    }

    [Fact]
    public void fields_of_every_branch_are_known_and_all_others_are_not()
    {
        var check = FormCheck.Of(JsonElement.Parse("""
            {"type":"object","properties":{"a":{"type":"string"}},"if":{"required":["a"]},"then":{"properties":{"b":{}}},"else":{"properties":{"c":{}}},
             "allOf":[{"if":{"required":["a"]},"then":{"properties":{"d":{"type":"object","properties":{"e":{}}}}}}]}
            """));
        Assert.Empty(Told(check, """{"a":"x","b":1,"c":1,"d":{"e":1}}"""));
        Assert.Equal(["/d/f field-unknown", "/g field-unknown"], Told(check, """{"a":"x","d":{"f":1},"g":1}"""));
    }

    [Fact]
    public void a_blank_text_does_not_answer_a_required_field()
    {
        const string Schema = """{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"]}""";
        Assert.Equal(["/a field-missing"], Told(FormCheck.Of(JsonElement.Parse(Schema)), """{"a":" \u3000","b":""}"""));
        Assert.Empty(Plain(Schema, """{"a":""}"""));
    }

    [Fact]
    public void no_more_than_a_hundred_findings_are_told()
    {
        var check = FormCheck.Of(JsonElement.Parse("""{"type":"object","properties":{"l":{"type":"array","items":{"type":"string"}}}}"""));
        Assert.Equal(100, Told(check, $$"""{"l":[{{string.Join(',', Enumerable.Range(0, 5000))}}]}""").Length);
    }

    [Fact]
    public void too_large_and_too_deep_are_told_and_read_no_further()
    {
        var check = FormCheck.Of(JsonElement.Parse("""{"type":"object","properties":{}}"""));
        Assert.Equal([" form-too-large"], Told(check, $$"""{"a":"{{new string('x', FormCheck.MostBytes)}}"}"""));
        Assert.EndsWith("form-too-deep", Assert.Single(Told(check, new string('[', 60) + new string(']', 60))), StringComparison.Ordinal);
    }

    [Fact]
    public void bytes_that_are_no_text_are_told()
    {
        byte[] bytes = [.. "{\"s\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        using var document = JsonDocument.Parse(bytes);
        Assert.Equal("/s", Assert.Single(FormCheck.Of(JsonElement.Parse(Form)).Check(document.RootElement)).Pointer);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"type":["string"],"enum":5,"required":"a","properties":[],"items":7,"allOf":{},"minLength":"x","pattern":"(","format":"nobody"}""")]
    public void a_schema_outside_the_subset_asks_nothing(string schema) => Assert.Empty(Plain(schema, """{"a":1}"""));

    [Theory]
    [InlineData("""{"const":"\ud800"}""")]
    [InlineData("""{"type":"object","type":"string"}""")]
    [InlineData("false")]
    public void a_schema_that_cannot_be_read_lets_nothing_pass(string schema) => Assert.Equal([" value-refused"], Plain(schema, "{}"));

    private const string Form = """
        {"type":"object","properties":{"a":{"type":"string","enum":["甲","乙"]},"only":{"type":"string","const":"y"},
         "s":{"type":"string","minLength":2,"maxLength":4,"pattern":"^\\d+$"},"d":{"type":"string","format":"date"},"n":{"type":"integer","minimum":1,"maximum":9},
         "rows":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}}}}
        """;

    private const string Tenure = """
        {"type":"object","properties":{"tenure":{"type":"string","enum":["自有","租赁"]}},"required":["tenure"],
         "if":{"properties":{"tenure":{"const":"租赁"}},"required":["tenure"]},"then":{"properties":{"until":{"type":"string","format":"date"}},"required":["until"]}}
        """;

    private static string[] Findings(string value) => Told(FormCheck.Of(JsonElement.Parse(Form)), value);

    private static string[] Plain(string schema, string value) => Told(FormCheck.Of(JsonElement.Parse(schema), plain: true), value);

    private static string[] Told(FormCheck check, string value, FormMode mode = FormMode.Complete) =>
        [.. check.Check(JsonElement.Parse(Encoding.UTF8.GetBytes(value)), mode).Select(finding => $"{finding.Pointer} {finding.Code}")];
}
