using System.Globalization;
using System.Text.Json;

namespace GovPlatform.Matters;

/// <summary>What a filled sample shows in a field: values that nobody can take for a person's or a company's.</summary>
internal static class SampleValue
{
    private static readonly (string Word, string Value)[] ByTitle =
    [
        ("电话", "0397-6000000"), ("手机", "0397-6000000"), ("传真", "0397-6000000"), ("身份证", "410497000000000000"), ("证件号码", "410497000000000000"), ("信用代码", "91410497示例代码0000"),
        ("邮政编码", "000000"), ("账号", "0000 0000 0000 0000"), ("开户", "示例银行平澜县支行"), ("编号", "示例〔2026〕1号"), ("证号", "示例〔2026〕1号"), ("文号", "示例〔2026〕1号"),
        ("地址", "示例省示例市平澜县示例路1号"), ("住所", "示例省示例市平澜县示例路1号"), ("地点", "平澜县示例路1号"), ("位置", "平澜县示例路1号"),
        ("单位名称", "平澜县示例有限公司"), ("企业名称", "平澜县示例有限公司"), ("机构名称", "平澜县示例有限公司"), ("联系人", "李示例"), ("代理人姓名", "王示例"), ("姓名", "张示例"), ("法定代表人", "张示例"), ("负责人", "张示例"),
        ("名称", "示例名称"), ("期限", "自2026年1月1日至2026年12月31日"), ("民族", "汉族"), ("国籍", "中国"),
    ];

    public static string Of(string title, JsonElement schema) => (PaperForm.Text(schema, "type"), PaperForm.Text(schema, "format")) switch
    {
        ("boolean", _) => "是",
        ("integer" or "number", _) => Number(schema).ToString(CultureInfo.InvariantCulture),
        (_, "date") => "2026年1月1日",
        (_, "time") => "9:00",
        (_, "date-time") => "2026年1月1日 9:00",
        (_, "email") => "shili@example.com",
        (_, "uri") => "https://www.example.com",
        (_, "id-number") => "410497000000000000",
        (_, "credit-code") => "91410497示例代码0000",
        (_, "region-code") => "410497",
        _ => ByTitle.FirstOrDefault(known => title.Contains(known.Word, StringComparison.Ordinal)).Value ?? $"（示例）按实际填写{title}",
    };

    private static decimal Number(JsonElement schema) => schema.TryGetProperty("minimum", out var least) && least.TryGetDecimal(out var number) && number > 10 ? number : 10;
}
