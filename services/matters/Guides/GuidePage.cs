namespace GovPlatform.Matters;

/// <summary>办事指南 on paper: every section, with page numbers.</summary>
internal static class GuidePage
{
    private const string PrintFonts = "'WenQuanYi Micro Hei'";

    public static string Html(Matter matter, GovSettings settings)
    {
        var guide = Guide.Of(matter, Answers.None);
        var (code, promise) = QrMark.Of(guide.Ways, $"{settings.PublicUrl}{guide.Links.Printed}");
        var body = Markup.Of($"""
            <div class="qr">{code}<br>扫码{promise}</div>
            <div class="county hei">{settings.County}政务服务事项办事指南</div><h1>{guide.Name}</h1>
            <div class="sub">{guide.Department.Name}　第{guide.Version}版　{NoticePage.Chinese(guide.PublishedAt)}发布{(guide.Status == MatterStatus.Published ? "" : "　（暂停受理）")}</div>
            <h2>一、基本信息</h2>{Table(Basics(guide))}
            <h2>二、设定依据</h2><p>{guide.LegalBasis}</p>
            <h2>三、受理条件</h2>{List(guide.Conditions, "无特别条件")}
            <h2>四、申请材料</h2>{Papers(guide)}{Asked(guide)}
            <h2>五、审查要点和常见错误</h2>{Review(guide)}
            <h2>六、办理流程</h2><div class="flow">{new Markup(FlowPicture.Draw(Flow.Of(matter), PrintFonts))}</div>
            <h2>七、办理时限和收费</h2>{Table(Limits(guide))}
            <h2>八、办理方式</h2>{Table([.. Ways(guide.Ways), ("告知承诺", CommitmentOf(guide.Commitment))])}
            <h2>九、常见问题</h2>{List(guide.Faq, "暂无")}
            <h2>十、监督和救济</h2><p>监督投诉电话：{guide.Ways.SupervisionPhone ?? "—"}。{guide.Remedies}</p>
            """);
        return PrintedPage.Html($"{guide.Name}办事指南", body, Style(guide, settings));
    }

    private static string Style(Guide guide, GovSettings settings) => $$"""
        @page { size: A4; margin: 20mm 20mm 18mm; @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font: 9pt "WenQuanYi Micro Hei"; }
          @bottom-left { content: "{{Quoted(settings.County)}}"; font: 9pt "WenQuanYi Micro Hei"; } @bottom-right { content: "第{{guide.Version}}版"; font: 9pt "WenQuanYi Micro Hei"; } }
        html { font-size: 10.5pt; line-height: 1.6; }
        h1 { font-size: 19pt; letter-spacing: .05em; margin: 3mm 26mm; } .county { text-align: center; font-size: 12pt; letter-spacing: .2em; } .sub { text-align: center; margin-bottom: 4mm; }
        h2 { font-size: 12.5pt; margin: 5mm 0 2mm; page-break-after: avoid; }
        .qr { position: absolute; right: 0; top: 0; text-align: center; font-size: 8pt; line-height: 1.2; } .qr svg { width: 23mm; height: 23mm; }
        table { margin: 1mm 0 2mm; table-layout: fixed; } th, td { padding: 1mm 1.8mm; line-height: 1.45; overflow-wrap: anywhere; } tr, .keep { page-break-inside: avoid; }
        th { width: 6.2em; } .c { text-align: center; } ol { margin: 0; padding-left: 1.8em; } .small { font-size: 9.5pt; }
        .flow { text-align: center; page-break-inside: avoid; } .flow svg { width: 150mm; height: auto; max-height: 215mm; }
        """;

    private static (string, string?)[] Basics(Guide guide) =>
    [
        ("实施编码", guide.Code), ("事项类型", guide.MatterType.Name), ("办件类型", guide.HandlingType.Name),
        ("服务对象", string.Join("、", guide.Audience.Select(audience => audience.Name))), ("办理机构", guide.Department.Office),
        ("办理结果", guide.Result.Name), ("证照", guide.Result.LicenceName is { } licence ? $"{licence}{(guide.Result.LicenceValidYears is { } years ? $"，有效期{years}年" : "")}" : null),
        ("审批方式", guide.Result.AutoDecide ? $"秒批：{guide.Result.AutoRule}" : null),
    ];

    private static (string, string?)[] Limits(Guide guide) =>
    [
        ("法定时限", guide.Time.StatutoryInWords), ("承诺时限", guide.Time.PromisedInWords), ("时限说明", NoticePage.TimeOf(guide.Time)), ("收费", NoticePage.FeeOf(guide.Fee)),
    ];

    private static (string, string?)[] Ways(Guide.Channels ways) =>
    [
        ("办理方式", NoticePage.WaysOf(ways)), ("办理地点", ways.Place), ("办理时间", ways.Hours), ("咨询电话", ways.EnquiryPhone),
        ("进驻大厅", ways.InHall ? "已进驻政务服务大厅" : null),
    ];

    private static string? CommitmentOf(Guide.Promise? told) => told is null ? null : $"可以选择；准予后{told.CheckDays}个工作日内核查。{told.Notice}";

    private static Markup Table(IEnumerable<(string Name, string? Value)> rows) => Markup.Of($"""
        <table class="keep">{Markup.Join(rows.Where(row => !string.IsNullOrEmpty(row.Value)).Select(row => Markup.Of($"<tr><th>{row.Name}</th><td>{Lines(row.Value!)}</td></tr>")))}</table>
        """);

    private static Markup Lines(string text) => Markup.Join(text.Split('\n').Select((line, i) => i == 0 ? Markup.Of($"{line}") : Markup.Of($"<br>{line}")));

    private static Markup List(IReadOnlyList<string> items, string none) => items.Count == 0
        ? Markup.Of($"<p>{none}。</p>")
        : Markup.Of($"<ol>{Markup.Join(items.Select(item => Markup.Of($"<li>{item}</li>")))}</ol>");

    private static Markup Papers(Guide guide) => Markup.Of($"""
        <table class="small"><tr><th style="width:1.6em">序</th><th style="width:auto">材料名称</th><th style="width:4em">必要性</th><th style="width:5.2em">份数</th><th style="width:6.5em">来源</th><th style="width:13.5em">要求</th></tr>
        {Markup.Join(guide.Materials.Select((paper, i) => Markup.Of($"<tr><td class=\"c\">{i + 1}</td><td>{paper.Name}</td><td class=\"c\">{paper.Requirement.Name}</td><td class=\"c\">{paper.CopiesInWords}</td><td class=\"c\">{paper.Source ?? paper.SourceChannel?.Name}</td><td>{Demands(paper)}</td></tr>")))}</table>
        """);

    private static string Demands(Guide.Paper paper) => string.Join("；", new[]
    {
        paper.WhenInWords is { } when ? $"{when}的提交" : null, paper.ByCommitment ? "可由书面承诺替代" : null, paper.FillNote, paper.IssuedWithin, paper.AcceptStandard == paper.FillNote ? null : paper.AcceptStandard, paper.LegalBasis,
    }.OfType<string>().Distinct());

    private static Markup Asked(Guide guide) => guide.Situations.Count == 0 ? new("") : Markup.Of($"""
        <p class="small">材料因情形不同而不同，申请前请确认：{string.Join("；", guide.Situations.Select(asked => $"{Words.Question(asked.Question)}（{string.Join("／", asked.Options.Select(option => option.Label))}）"))}。只列自己情形的材料，可以打印《一次性告知单》。</p>
        """);

    private static Markup Review(Guide guide)
    {
        var told = guide.Materials.Where(paper => paper.ReviewPoints.Count + paper.CommonErrors.Count > 0).ToList();
        return told.Count == 0 ? Markup.Of($"<p>按受理标准审查。</p>") : Markup.Of($"""
            <table class="small"><tr><th style="width:11em">材料</th><th style="width:auto">审查要点</th><th style="width:auto">常见错误</th></tr>
            {Markup.Join(told.Select(paper => Markup.Of($"<tr><td>{paper.Name}</td><td>{string.Join("；", paper.ReviewPoints)}</td><td>{string.Join("；", paper.CommonErrors)}</td></tr>")))}</table>
            """);
    }

    /// <summary>For a CSS string.</summary>
    private static string Quoted(string text) => string.Concat(text.Where(c => c is not ('"' or '\\' or '<' or '>' or '\n')));
}
