namespace GovPlatform.Matters;

/// <summary>The application form on paper: empty for filling by hand, or as a sample filled with fictitious values.</summary>
internal static class FormPage
{
    private const int ManyChars = 16;
    private const int LongText = 300;
    private const int EmptyRows = 3;

    private const string Style = """
        @page { size: A4; margin: 18mm 18mm 16mm; @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font: 9pt "WenQuanYi Micro Hei"; } }
        html { font-size: 10.5pt; line-height: 1.5; }
        h1 { font-size: 18pt; margin: 0 0 3mm; letter-spacing: .08em; } .sub { text-align: center; margin-bottom: 4mm; }
        table { table-layout: fixed; margin: 0; } th, td { padding: 1.6mm 1.8mm; height: 7mm; line-height: 1.4; overflow-wrap: anywhere; } tr { page-break-inside: avoid; }
        th { font-size: 9.5pt; } td.long { height: 20mm; } th.group { text-align: left; background: #e4e4e4; height: auto; } small { color: #444; font-size: 8pt; }
        .pledge { margin-top: 5mm; page-break-inside: avoid; } .hand { margin-top: 8mm; } .hand > span { display: inline-block; width: 49%; white-space: nowrap; }
        .filled { color: #1d3f8f; } .mark { position: fixed; top: 105mm; left: 22mm; font-size: 58pt; white-space: nowrap; color: #ececec; transform: rotate(-30deg); z-index: -1; letter-spacing: .2em; }
        """;

    public static string Html(MatterContent matter, MaterialItem material, bool filled)
    {
        var body = Markup.Of($"""
            {(filled ? new Markup("<div class=\"mark hei\">样例 仅供参考</div>") : new Markup(""))}
            <h1>{material.Name}</h1><div class="sub">办理事项：{matter.Name}　　受理机关：{matter.DepartmentName}</div>
            <table><colgroup><col style="width:19%"><col style="width:31%"><col style="width:19%"><col style="width:31%"></colgroup>
            {Markup.Join(Rows(PaperForm.FieldsOf(matter.Form!.Value), filled))}</table>
            <div class="pledge"><p>本人（本单位）承诺：以上填写的内容和提交的材料真实、准确、完整，愿意承担不实的法律责任。带 * 的为必填项。</p>
            <div class="hand"><span>申请人（签名或者盖章）：{(filled ? Value("张示例") : new Markup(""))}</span><span>{(filled ? Value("2026年1月1日") : Markup.Of($"日期：　　　　年　　月　　日"))}</span></div>
            <div class="hand"><span>代理人（签名）：</span><span>代理人电话：</span></div></div>
            """);
        return PrintedPage.Html($"{material.Name}{(filled ? "（样例）" : "（空表）")}", body, Style);
    }

    /// <summary>Two short fields stand side by side; a long one has a row of its own.</summary>
    private static IEnumerable<Markup> Rows(IReadOnlyList<PaperForm.Field> fields, bool filled)
    {
        PaperForm.Field? waiting = null;
        foreach (var field in fields)
        {
            if (field.Fields.Count == 0 && IsShort(field))
            {
                if (waiting is null)
                {
                    waiting = field;
                    continue;
                }
                yield return Markup.Of($"<tr>{Pair(waiting, filled)}{Pair(field, filled)}</tr>");
                waiting = null;
                continue;
            }
            if (waiting is not null)
                yield return Markup.Of($"<tr>{Wide(waiting, filled)}</tr>");
            waiting = null;
            foreach (var row in field.Fields.Count > 0 ? Group(field, filled) : [Markup.Of($"<tr>{Wide(field, filled)}</tr>")])
                yield return row;
        }
        if (waiting is not null)
            yield return Markup.Of($"<tr>{Wide(waiting, filled)}</tr>");
    }

    private static IEnumerable<Markup> Group(PaperForm.Field group, bool filled)
    {
        yield return Markup.Of($"<tr><th class=\"group\" colspan=\"4\">{Label(group)}</th></tr>");
        if (PaperForm.Text(group.Schema, "type") != "array")
        {
            foreach (var row in Rows(group.Fields, filled))
                yield return row;
            yield break;
        }
        var heads = Markup.Join(group.Fields.Select(field => Markup.Of($"<th style=\"width:auto\">{Label(field)}</th>")));
        var lines = Markup.Join(Enumerable.Range(0, EmptyRows).Select(i => Markup.Of($"<tr>{Markup.Join(group.Fields.Select(field => Markup.Of($"<td>{(filled && i == 0 ? Value(SampleValue.Of(field.Title, field.Schema)) : new Markup(""))}</td>")))}</tr>")));
        yield return Markup.Of($"<tr><td colspan=\"4\" style=\"padding:0\"><table><tr>{heads}</tr>{lines}</table></td></tr>");
    }

    private static Markup Pair(PaperForm.Field field, bool filled) => Markup.Of($"<th>{Label(field)}</th><td>{Answer(field, filled)}</td>");

    private static Markup Wide(PaperForm.Field field, bool filled) =>
        Markup.Of($"<th>{Label(field)}</th><td colspan=\"3\" class=\"{(Most(field) >= LongText ? "long" : "")}\">{Answer(field, filled)}</td>");

    private static Markup Label(PaperForm.Field field) => Markup.Of($"{field.Title}{(field.Required ? "\u00A0*" : "")}{(field.When is { } when ? Markup.Of($"<br><small>（{when}）</small>") : new Markup(""))}");

    private static Markup Answer(PaperForm.Field field, bool filled)
    {
        var choices = Choices(field);
        if (choices.Count > 0)
            return Markup.Join(choices.Select((choice, i) => Markup.Of($"{(filled && i == 0 ? Value("☑") : new Markup("□"))}{choice}　")));
        if (filled)
            return Value(SampleValue.Of(field.Title, field.Schema));
        return PaperForm.Text(field.Schema, "format") == "date" ? Markup.Of($"　　　　年　　月　　日") : Markup.Of($"<small>{PaperForm.Text(field.Schema, "description")}</small>");
    }

    private static IReadOnlyList<string> Choices(PaperForm.Field field) => PaperForm.Text(field.Schema, "type") == "boolean" ? ["是", "否"] : PaperForm.Allowed(field.Schema);

    private static Markup Value(string text) => Markup.Of($"<span class=\"filled\">{text}</span>");

    private static bool IsShort(PaperForm.Field field) => Choices(field) is { Count: > 0 } choices
        ? choices.Sum(choice => choice.Length + 2) <= ManyChars
        : PaperForm.Text(field.Schema, "type") is "integer" or "number" or "boolean" || PaperForm.Text(field.Schema, "format") is not null || Most(field) <= 50;

    /// <summary>Characters that an answer may have; a text without a bound is a long one.</summary>
    private static int Most(PaperForm.Field field) => PaperForm.Text(field.Schema, "type") != "string" || Choices(field).Count > 0 ? 0 : field.Schema.TryGetProperty("maxLength", out var most) && most.TryGetInt32(out var number) ? number : LongText;
}
