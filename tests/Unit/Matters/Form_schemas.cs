using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>A form is of the documented subset of JSON Schema, or is refused with the place that is not.</summary>
public sealed class Form_schemas
{
    [Theory]
    [InlineData("""{"type":"object","properties":{}}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","title":"申请表","properties":{"a":{"type":"string","title":"甲","minLength":1,"maxLength":5,"pattern":"^x+$","format":"date","enum":["x"]}},"required":["a"]}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"number","title":"数","minimum":0,"maximum":9.5},"b":{"type":"boolean","title":"是否"},"l":{"type":"array","title":"表","items":{"type":"object","properties":{"x":{"type":"integer","title":"数"}}},"minItems":1,"maxItems":9}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲"}},"if":{"properties":{"a":{"const":"x"}},"required":["a"]},"then":{"properties":{"b":{"type":"string","title":"乙"}},"required":["b"]},"else":{"required":["a"]}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲"}},"required":["b"],"allOf":[{"if":{"properties":{"a":{"enum":["x"]}}},"then":{"properties":{"b":{"type":"string","title":"乙"}}}}]}""")]
    public void what_the_page_describes_is_a_form(string form) => Assert.Empty(Check(form));

    [Theory]
    [InlineData("""[]""", "/form/type form-type")]
    [InlineData("""{"type":"string"}""", "/form/type form-type")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{}}""", "/form/$schema form-dialect")]
    [InlineData("""{"type":"object","properties":{},"anyOf":[]}""", "/form/anyOf form-keyword")]
    [InlineData("""{"type":"object","properties":{},"$ref":"#/x"}""", "/form/$ref form-keyword")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲","minimum":1}}}""", "/form/properties/a/minimum form-keyword")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"text","title":"甲"}}}""", "/form/properties/a/type form-type")]
    [InlineData("""{"type":"object","properties":{"a":{"title":"甲"}}}""", "/form/properties/a/type form-type")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", "/form/properties/a/title form-title-missing")]
    [InlineData("""{"type":"object","properties":{"A b":{"type":"string","title":"甲"}}}""", "/form/properties/A b form-field-name")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲","maxLength":"5"}}}""", "/form/properties/a/maxLength form-shape")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲","enum":[]}}}""", "/form/properties/a/enum form-shape")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲","format":"ipv4"}}}""", "/form/properties/a/format form-format")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲","pattern":"(a)\\1"}}}""", "/form/properties/a/pattern form-pattern")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲","pattern":"("}}}""", "/form/properties/a/pattern form-pattern")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","title":"甲"}}}""", "/form/properties/a/items form-shape")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲"}},"required":["b"]}""", "/form/required/0 form-field-unknown")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","title":"甲"}},"if":{"properties":{"b":{"const":1}}},"then":{}}""", "/form/if/properties/b form-field-unknown")]
    [InlineData("""{"type":"object","properties":{},"then":{}}""", "/form/then form-condition")]
    [InlineData("""{"type":"object","properties":{},"allOf":[{"properties":{}}]}""", "/form/allOf/0/properties form-keyword")]
    [InlineData("""{"type":"object","properties":{"a":5}}""", "/form/properties/a form-shape")]
    public void anything_else_is_named_by_its_place(string form, string finding) => Assert.Contains(finding, Check(form));

    [Fact]
    public void a_form_nests_five_deep_and_no_deeper()
    {
        static string Nested(int depth) => depth == 0 ? """{"type":"string","title":"底"}""" : $$$"""{"type":"object","title":"层","properties":{"a":{{{Nested(depth - 1)}}}}}""";
        Assert.Empty(Check(Nested(6)));
        Assert.Contains(Check(Nested(8)), finding => finding.EndsWith("form-too-deep", StringComparison.Ordinal));
    }

    [Fact]
    public void a_matter_without_a_form_has_none_to_check() => Assert.Empty(CodeRules.Check(Examples.Content()));

    [Fact]
    public void every_field_of_the_dictionary_is_of_the_subset()
    {
        var (form, unknown) = FormFields.BuiltIn.Form([.. FormFields.BuiltIn.All.Select(field => $"{field.Key}*")]);
        Assert.Null(unknown);
        Assert.Empty(FormSchema.Check(form));
        Assert.True(FormFields.BuiltIn.All.Count() >= 80);
    }

    [Fact]
    public void keys_become_a_form_and_a_star_makes_them_required()
    {
        var form = FormFields.BuiltIn.Form(["enterpriseName*", "employees"]).Form!.Value;
        Assert.Equal(["enterpriseName", "employees"], form.GetProperty("properties").EnumerateObject().Select(field => field.Name));
        Assert.Equal(["enterpriseName"], form.GetProperty("required").EnumerateArray().Select(key => key.GetString()));
        Assert.Equal("nobody", FormFields.BuiltIn.Form(["phone", "nobody"]).Unknown);
    }

    private static string[] Check(string form) => [.. FormSchema.Check(JsonElement.Parse(form)).Select(finding => $"{finding.Pointer} {finding.Code}")];
}
