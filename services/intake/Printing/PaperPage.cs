using System.Globalization;

namespace GovPlatform.Intake;

/// <summary>A written document on paper, after GB/T 9704: title in the middle, body in Song of size three where it fits one page, signature and seal on the right.</summary>
internal static class PaperPage
{
    private const double MillimetresPerPoint = 0.3528;
    private const double Width = 156;
    private const double Height = 228;
    private const double TitleHeight = 32;
    private const double SignatureHeight = 58;
    private const double LineHeight = 1.7;

    /// <summary>三号 down to 小四.</summary>
    private static readonly double[] Sizes = [16, 15, 14, 13, 12];

    /// <param name="seal">The agency's own seal as PNG; null draws one.</param>
    public static string Html(Paper paper, string number, string verification, byte[]? seal)
    {
        var (size, onePage) = Fit(paper);
        var address = $"{paper.Address}?number={Uri.EscapeDataString(number)}&code={verification}";
        return PrintedPage.Html($"{paper.Title} {number}", Markup.Of($"""
            <div class="foot"><div class="qr">{QrCode.Of(address)}</div><div class="note">文书编号 {number}　验证码 {Grouped(verification)}<br>
            扫描二维码，或者凭文书编号和验证码，可以核验本文书真伪。<br>{(paper.Agency is null ? "本文书由申请人作出，经政务服务平台存证。" : "印章为电子印章图样，本文书以核验结果为准。")}</div></div>
            <h1>{paper.Title}</h1><div class="number">编号：{number}{(paper.CaseNumber is { } file ? Markup.Of($"<br>办件编号：{file}") : null)}</div>
            {(paper.IsLetter ? Markup.Of($"<p class=\"to\">{paper.ApplicantName}：</p>") : null)}
            {Markup.Join(paper.Body.Select(Html))}
            {(paper.Agency is { } agency ? Signature(paper, agency, seal) : null)}
            """), Style(size, onePage));
    }

    /// <summary>Type size in points, and whether the document fits one page; what does not goes on to further pages, which are numbered.</summary>
    internal static (double Size, bool OnePage) Fit(Paper paper)
    {
        foreach (var size in Sizes)
            if (HeightOf(paper, size) <= Height)
                return (size, true);
        return (14, false);
    }

    private static Markup Signature(Paper paper, string agency, byte[]? seal) => Markup.Of($"""
        <div class="signature">{Seal.Picture(agency, seal)}<div>{agency}</div><div class="acts">（{paper.Counter}代为办理）</div><div>{paper.On.Chinese()}</div></div>
        """);

    private static Markup Html(Block block) => block switch
    {
        { Heading: { } heading } => Markup.Of($"<h2>{heading}</h2>"),
        { Text: { } text } => Markup.Join(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Markup.Of($"<p>{line}</p>"))),
        { ToSign: { } lines } => Markup.Of($"<div class=\"hands\">{Markup.Join(lines.Select(line => Markup.Of($"<div>{line}</div>")))}</div>"),
        { Head: { } head, Rows: { } rows } => Markup.Of($"""
            <table class="listed"><thead><tr>{Markup.Join(head.Select((cell, i) => Markup.Of($"<th style=\"width:{WidthOf(block, i)}\">{cell}</th>")))}</tr></thead>
            <tbody>{Markup.Join(rows.Select(row => Markup.Of($"<tr>{Markup.Join(row.Select((cell, i) => Markup.Of($"<td class=\"c{i}\">{cell}</td>")))}</tr>")))}</tbody></table>
            """),
        { Rows: { } facts } => Markup.Of($"<table>{Markup.Join(facts.Select(fact => Markup.Of($"<tr><th>{fact[0]}</th><td>{fact[1]}</td></tr>")))}</table>"),
        _ => new(""),
    };

    private static double HeightOf(Paper paper, double size)
    {
        var ems = Width / (size * MillimetresPerPoint);
        var (line, row) = (size * LineHeight * MillimetresPerPoint, size * 0.85 * 1.45 * MillimetresPerPoint);
        return TitleHeight + (paper.IsLetter ? line : 0) + (paper.Agency is null ? 0 : SignatureHeight) + paper.Body.Sum(block => block switch
        {
            { Heading: not null } => line * 1.3,
            { Text: { } text } => line * text.Split('\n').Sum(part => Math.Ceiling((2 + Ems(part)) / (ems - 1))),
            { ToSign: { } lines } => line * 1.6 * (lines.Count + 1),
            { Head: { } head, Rows: { } rows } => 8 + (rows.Count + 1) * 2.4 + row * (1 + rows.Sum(cells => Lines(cells[1], ems / 0.85 - Enumerable.Range(2, head.Count - 2).Sum(i => Narrow(block, i)) - 5))),
            { Rows: { } facts } => 8 + facts.Sum(fact => 2.4 + row * Lines(fact[1], ems / 0.85 - 9)),
            _ => 0,
        });
    }

    /// <summary>The second column has what the others, as wide as their longest cell, leave.</summary>
    private static string WidthOf(Block block, int column) => column == 1 ? "auto" : $"{Narrow(block, column).ToString("0.#", CultureInfo.InvariantCulture)}em";

    private static double Narrow(Block block, int column) => Math.Min(12, block.Rows!.Select(row => row[column]).Append(block.Head![column]).Max(Ems) + 1.4);

    private static double Lines(string text, double ems) => Math.Max(1, Math.Ceiling((Ems(text) + 1) / Math.Max(4, ems)));

    /// <summary>Latin letters and digits are half as wide.</summary>
    private static double Ems(string text) => text.Sum(c => c < 0x2000 ? 0.55 : 1);

    private static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(four => new string(four)));

    private static string Style(double size, bool onePage) => $$"""
        @page { size: A4; margin: 27mm 26mm 42mm 28mm; @bottom-left { content: element(foot); width: 130mm; vertical-align: top; padding-top: 4mm; } }
        @page :nth(n+2) { @bottom-right { content: "第 " counter(page) " 页"; {{PageNumber}} } }
        {{(onePage ? "" : $"@page :first {{ @bottom-right {{ content: \"第 1 页，共 \" counter(pages) \" 页\"; {PageNumber} }} }}")}}
        html { font-size: {{size.ToString(CultureInfo.InvariantCulture)}}pt; line-height: {{LineHeight.ToString(CultureInfo.InvariantCulture)}}; }
        h1 { font-size: 22pt; font-weight: bold; letter-spacing: .06em; line-height: 1.4; margin: 0 0 4mm; }
        h2 { font-size: 1em; margin: 1mm 0 0; text-indent: 2em; page-break-after: avoid; }
        p { word-break: break-all; widows: 2; orphans: 2; } .to { text-indent: 0; } .number { text-align: right; font-size: 11pt; line-height: 1.5; margin-bottom: 3mm; }
        table { font-size: .85em; line-height: 1.45; table-layout: fixed; margin: 3mm 0; } th, td { padding: 1.2mm 2mm; word-break: break-all; } tr { page-break-inside: avoid; }
        th { width: 8em; } .listed .c0, .listed .c2, .listed .c3 { text-align: center; }
        .signature { position: relative; z-index: 0; width: 90mm; margin: 16mm 0 0 auto; padding-bottom: 12mm; text-align: center; page-break-inside: avoid; text-indent: 0; }
        .acts { font-size: 11pt; line-height: 1.6; } .seal { position: absolute; z-index: -1; left: 24mm; top: -8mm; width: 42mm; height: 42mm; }
        .hands { margin-top: 8mm; page-break-inside: avoid; } .hands div { margin-bottom: .9em; }
        .foot { position: running(foot); font-size: 9pt; line-height: 1.6; text-align: left; } .qr svg { width: 21mm; height: 21mm; display: block; }
        .qr { float: left; width: 21mm; } .note { margin-left: 24mm; padding-top: 2mm; color: #333; }
        """;

    private const string PageNumber = "font-size: 10pt; vertical-align: top; padding-top: 6mm; width: 35mm; text-align: right;";
}
