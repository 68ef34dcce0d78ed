namespace GovPlatform.Certificates;

/// <summary>What a licence looks like on paper.</summary>
internal static class LicencePage
{
    private const string Style = """
        @page { size: A4; margin: 14mm; }
        body { margin: 0; }
        .frame { border: 1.2mm double #7a1f1f; height: 268mm; padding: 12mm 16mm; box-sizing: border-box; position: relative; }
        .county { text-align: center; font-size: 14pt; letter-spacing: .3em; margin-top: 4mm; }
        h1 { font-size: 32pt; letter-spacing: .35em; text-indent: .35em; margin: 8mm 0 4mm; color: #7a1f1f; }
        .number { text-align: center; margin-bottom: 10mm; }
        table { font-size: 12.5pt; }
        th, td { border: 0; border-bottom: .4pt solid #b9a07a; padding: 3mm 2mm; background: none; }
        th { width: 7em; text-align: justify; text-align-last: justify; }
        td.code { font-size: 9.5pt; line-height: 1.5; }
        .foot { position: absolute; left: 16mm; bottom: 10mm; width: 143mm; }
        .foot table { margin: 0; }
        .foot td { border: 0; padding: 0; vertical-align: bottom; }
        .qr svg { width: 34mm; height: 34mm; display: block; }
        .qr p, .note { text-indent: 0; font-size: 9pt; line-height: 1.5; }
        .issuer { text-align: right; font-size: 13pt; }
        .note { text-align: center; color: #555; margin-top: 5mm; }
        """;

    public static string Html(Certificate row, PersonalData personal, GovSettings settings)
    {
        var address = $"{settings.PublicUrl}/api/certificates/v1/verify?id={Uri.EscapeDataString(row.LicenceId.Value)}&code={row.VerificationCode}";
        var body = Markup.Of($"""
            <div class="frame">
            <div class="county hei">{settings.County}</div>
            <h1>{row.LicenceName}</h1>
            <div class="number">{row.LicenceNumber}</div>
            <table>{Rows(row, personal)}</table>
            <div class="foot"><table><tr>
            <td class="qr">{QrCode.Of(address)}<p>验证码 <span class="code">{Grouped(row.VerificationCode)}</span><br>扫描二维码核验真伪</p></td>
            <td class="issuer">{row.IssuerName}<br>{Chinese(row.IssuedOn)}</td>
            </tr></table><p class="note">本证照由{settings.County}政务服务平台制发，状态以核验结果为准。</p></div>
            </div>
            """);
        return PrintedPage.Html(row.LicenceName, body, Style);
    }

    private static Markup Rows(Certificate row, PersonalData personal)
    {
        (string Name, string Value)[] fields =
        [
            ("持证主体", personal.Open(row.HolderNameSealed)),
            (row.HolderIdType == "001" ? "社会信用代码" : "证件号码", personal.Open(row.HolderIdSealed)),
            ("办理事项", row.MatterName),
            ("颁发机构", row.IssuerName),
            ("有效期限", row.ValidUntil is { } until ? $"自{Chinese(row.IssuedOn)}至{Chinese(until)}" : $"自{Chinese(row.IssuedOn)}起长期有效"),
            ("办件编号", row.CaseNumber),
            ("证照标识", row.LicenceId.Value),
        ];
        return Markup.Join(fields.Select(field => Markup.Of($"<tr><th class=\"hei\">{field.Name}</th><td class=\"{(field.Value.Length > 40 ? "code" : "")}\">{field.Value}</td></tr>")));
    }

    private static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(four => new string(four)));

    private static string Chinese(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
