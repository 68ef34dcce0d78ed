namespace GovPlatform.ServiceDefaults;

/// <summary>The paper that all documents share: A4, Chinese typography, Song for text and Hei for headings.</summary>
public static class PrintedPage
{
    // TrueType fonts of the machine's packages; with fonts-noto-cjk one page takes 6 s (docs/adr/0003).
    private const string Style = """
        @page { size: A4; margin: 25mm 22mm; }
        html { font-family: "AR PL UMing CN", serif; font-size: 11.5pt; line-height: 1.75; color: #000; }
        h1, h2, th, .hei { font-family: "WenQuanYi Micro Hei", sans-serif; font-weight: normal; }
        h1 { font-size: 20pt; text-align: center; letter-spacing: .1em; margin: 0 0 8mm; }
        h2 { font-size: 13pt; margin: 6mm 0 2mm; }
        p { text-indent: 2em; text-align: justify; margin: 0; }
        table { width: 100%; border-collapse: collapse; margin: 4mm 0; }
        th, td { border: .5pt solid #000; padding: 1.5mm 2.5mm; vertical-align: middle; text-align: left; }
        th { width: 8em; background: #f2f2f2; text-align: center; }
        .sign { text-align: right; margin-top: 14mm; }
        .code { font-family: "WenQuanYi Micro Hei Mono", monospace; word-break: break-all; }
        """;

    /// <summary>A whole HTML page; <paramref name="style"/> is CSS of the one document.</summary>
    public static string Html(string title, Markup body, string style = "") =>
        $"""
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8">{Markup.Of($"<title>{title}</title>")}<style>{Style}{style}</style></head>
        <body>{body}</body></html>
        """;
}
