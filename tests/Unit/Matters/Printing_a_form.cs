using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The application form on paper comes from the fields of the matter's form.</summary>
public sealed class Printing_a_form
{
    private static readonly MaterialItem Paper = Examples.Content().Materials[0];

    [Fact]
    public void every_seeded_matter_has_one_material_that_is_its_form()
    {
        foreach (var content in SeedCatalogue.Read("410497", "平澜县", "http://localhost").Matters.Select(row => row.Content))
            Assert.True(content.Materials.Count(material => PaperForm.Is(content, material)) == 1, content.Name);
    }

    [Fact]
    public void a_matter_without_a_form_has_none() => Assert.DoesNotContain(Examples.Content().Materials, material => PaperForm.Is(Examples.Content() with { Form = null }, material));

    [Fact]
    public void groups_tables_choices_and_conditions_all_stand_on_the_paper()
    {
        var page = FormPage.Html(With("""
            { "type": "object",
              "properties": {
                "tenure": { "type": "string", "title": "场所来源", "enum": ["自有", "租赁"] },
                "person": { "type": "object", "title": "负责人信息", "properties": { "name": { "type": "string", "title": "负责人姓名" } } },
                "staff": { "type": "array", "title": "从业人员", "items": { "type": "object", "properties": { "job": { "type": "string", "title": "岗位" } } } },
                "chain": { "type": "boolean", "title": "是否连锁" } },
              "required": ["tenure"],
              "if": { "properties": { "tenure": { "const": "租赁" } }, "required": ["tenure"] },
              "then": { "properties": { "until": { "type": "string", "title": "租赁期限至", "format": "date" } } } }
            """), Paper, filled: false);
        Assert.All(["场所来源\u00A0*", "□自有", "□租赁", "负责人信息", "负责人姓名", "从业人员", "岗位", "□是", "租赁期限至", "场所来源为租赁时填写", "签名或者盖章"],
            part => Assert.Contains(System.Net.WebUtility.HtmlEncode(part), page, StringComparison.Ordinal));
    }

    [Fact]
    public void a_sample_is_filled_with_nobody_s_data_and_a_blank_form_with_nothing()
    {
        var matter = With("""{ "type": "object", "properties": { "name": { "type": "string", "title": "申请人姓名" }, "id": { "type": "string", "title": "证件号码", "format": "id-number" }, "born": { "type": "string", "title": "出生日期", "format": "date" } } }""");
        var (blank, sample) = (FormPage.Html(matter, Paper, filled: false), FormPage.Html(matter, Paper, filled: true));
        Assert.All(["张示例", "2026年1月1日", "样例 仅供参考"], part => Assert.Contains(part, sample, StringComparison.Ordinal));
        Assert.All(["张示例", "410497", "样例 仅供参考"], part => Assert.DoesNotContain(part, blank, StringComparison.Ordinal));
        // An ID number that a sample shows must not be one that a person can have.
        Assert.NotNull(CitizenId.Read(SampleValue.Of("证件号码", matter.Form!.Value.GetProperty("properties").GetProperty("id"))).Refusal);
    }

    private static MatterContent With(string form) => Examples.Content() with { Form = JsonDocument.Parse(form).RootElement };
}
