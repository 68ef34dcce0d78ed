using System.Globalization;

namespace GovPlatform.Matters;

/// <summary>《一次性告知单》 on paper: one A4 page, in the largest type that it fits in.</summary>
internal static class NoticePage
{
    private const double PageWidth = 186;
    private const double PageHeight = 272;
    private const double HeadHeight = 23;
    private const double FootHeight = 19;
    private const double MillimetresPerPoint = 0.3528;
    private const double Label = 6;

    /// <summary>From comfortable down to the smallest that is still read with ease (八磅 lies between 小五 and 六号).</summary>
    private static readonly double[] Sizes = [12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8];

    private static readonly string[] Heads = ["序", "需要带的材料", "份数", "来源", "要求"];

    /// <summary>Type size in points, and whether the page is one. What does not fit even in the smallest type goes on to a second page; nothing is left out.</summary>
    public static (double Size, bool OnePage) Fit(Notice notice)
    {
        foreach (var size in Sizes)
            if (HeightOf(notice, size) <= PageHeight)
                return (size, true);
        return (9, false);
    }

    public static string Html(Notice notice, GovSettings settings)
    {
        var (size, _) = Fit(notice);
        var (code, promise) = QrMark.Of(notice.Ways, $"{settings.PublicUrl}/api/matters/v1/matters/{notice.Code}/guide.pdf");
        var body = Markup.Of($"""
            <div class="head"><div class="qr">{code}</div><div class="county hei">{settings.County}政务服务</div><h1>一次性告知单</h1>
            <div class="sub">实施编码 {notice.Code}{(notice.Status == MatterStatus.Published ? "" : "（本事项暂停受理）")}</div></div>
            {Markup.Join(Rows(notice, Ems(size)).Select(row => row.Html()))}
            <div class="foot"><div class="hand"><span>告知人：</span><span>申请人（签收）：</span><span>告知日期：　　　　年　　月　　日</span></div>
            <div class="note">本单依据{Chinese(notice.PublishedAt)}发布的第{notice.Version}版办事指南生成，扫描右上角二维码{promise}。材料不齐全或者不符合法定形式的，窗口一次告知需要补正的全部内容。</div></div>
            """);
        return PrintedPage.Html($"{notice.Name}一次性告知单", body, $$"""
            @page { size: A4; margin: 11mm 12mm; }
            html { font-size: {{size.ToString(CultureInfo.InvariantCulture)}}pt; }
            {{PageRow.Style}}
            body { margin: 0; }
            .head { position: relative; height: {{HeadHeight}}mm; text-align: center; line-height: 1.3; }
            .head h1 { font-size: 19pt; margin: .5mm 0; } .county { font-size: 11pt; letter-spacing: .2em; } .sub { font-size: 8.5pt; }
            .qr { position: absolute; right: 0; top: 0; } .qr svg { width: 21mm; height: 21mm; }
            .foot { margin-top: 3mm; font-size: 9.5pt; line-height: 1.4; page-break-inside: avoid; } .hand span { display: inline-block; width: 33%; }
            .note { font-size: 8pt; color: #333; margin-top: 2.5mm; }
            """);
    }

    internal static double HeightOf(Notice notice, double size) =>
        HeadHeight + FootHeight + Rows(notice, Ems(size)).Sum(row => row.Height) * size * MillimetresPerPoint;

    private static double Ems(double size) => PageWidth / (size * MillimetresPerPoint);

    private static IEnumerable<PageRow> Rows(Notice notice, double width)
    {
        var half = (width - 2 * Label) / 2;
        yield return new([new("事项名称", Label, true), new(notice.Name, half), new("办理部门", Label, true), new(notice.Department.Name, half)]);
        yield return new([new("法定时限", Label, true), new(notice.Time.StatutoryInWords, half), new("承诺时限", Label, true), new(notice.Time.PromisedInWords, half)]);
        if (notice.Answers.Count > 0)
            yield return Labelled("您的情形", Numbered(notice.Answers.Select(answered => $"{Words.Question(answered.Question)}：{answered.Answer}")), width);
        foreach (var row in Papers(notice, width))
            yield return row;
        if (notice.Conditions.Count > 0)
            yield return Labelled("受理条件", Numbered(notice.Conditions), width);
        if (Errors(notice) is { Length: > 0 } errors)
            yield return Labelled("常见错误", errors, width);
        yield return Labelled("时限说明", TimeOf(notice.Time), width);
        yield return Labelled("收　　费", FeeOf(notice.Fee), width);
        yield return Labelled("办理方式", WaysOf(notice.Ways), width);
        yield return Labelled("地点时间", string.Join("；", new[] { notice.Ways.Place, notice.Ways.Hours }.OfType<string>()), width);
        yield return new([new("咨询电话", Label, true), new(notice.Ways.EnquiryPhone ?? "—", half), new("监督电话", Label, true), new(notice.Ways.SupervisionPhone ?? "—", half)]);
        yield return Labelled("救济途径", notice.Remedies, width);
    }

    private static IEnumerable<PageRow> Papers(Notice notice, double width)
    {
        double[] columns = [2.4, 0, 6, 7, 0];
        columns[1] = (width - 15.4) * 0.42;
        columns[4] = width - 15.4 - columns[1];
        yield return new([.. Heads.Select((head, i) => new PageRow.Cell(head, columns[i], true))]);
        var number = 0;
        foreach (var paper in notice.Materials)
            yield return PaperRow(++number, paper, null, columns);
        foreach (var open in notice.Unanswered.Where(open => open.Materials.Count > 0))
        {
            yield return new([new($"请按您的情形确认——{Words.Question(open.Question)}？（{string.Join("／", open.Options)}）", width, true)]);
            foreach (var (when, paper) in open.Materials)
                yield return PaperRow(++number, paper, when, columns);
        }
    }

    private static PageRow PaperRow(int number, Guide.Paper paper, string? when, double[] columns) => new(
    [
        new($"{number}", columns[0], Centred: true), new(paper.Name, columns[1]), new(paper.CopiesInWords, columns[2], Centred: true),
        new(paper.Source ?? paper.SourceChannel?.Name ?? "申请人自备", columns[3], Centred: true),
        new(string.Join("；", Demands(paper, when)), columns[4]),
    ]);

    private static IEnumerable<string> Demands(Guide.Paper paper, string? when)
    {
        yield return when is not null ? $"{when}的提交" : paper.Requirement.Code switch { "1" => "必交", "3" => "可以容缺后补", _ => paper.When.Count > 0 ? "您的情形应交" : "有此情形的提交" };
        if (paper.ByCommitment)
            yield return "选择告知承诺的，免交";
        if (paper.FreeWhenStored)
            yield return "电子证照库或者共享数据能查到的，免交";
        else if (paper.FillNote is { } note && !note.Contains("有此情形", StringComparison.Ordinal))
            yield return note;
        if (paper.IssuedWithin is { } within)
            yield return within;
    }

    private static string Errors(Notice notice) => Numbered(
        from paper in notice.Materials.Concat(notice.Unanswered.SelectMany(open => open.Materials.Select(conditional => conditional.Material)))
        where paper.CommonErrors.Count > 0
        select $"{paper.Name}：{string.Join("；", paper.CommonErrors)}");

    internal static string TimeOf(Guide.Clock time) => string.Join("；", new[]
    {
        time.StatutoryNote, time.PromisedNote, time.SpecialSteps.Count > 0 ? $"特别程序不计入时限：{string.Join("、", time.SpecialSteps.Select(step => $"{step.Name}（{step.InWords}）"))}" : time.SpecialProcedure is { } special ? $"特别程序：{special}" : null,
    }.OfType<string>()) is { Length: > 0 } told ? told : "自受理之日起计算";

    internal static string FeeOf(Guide.Charge fee) => !fee.HasFee ? "不收费"
        : string.Join("\n", fee.Items.Select(item => $"{item.Name}：{item.Standard}（{item.Basis}）{(item.Reduction is null ? "" : $"；减免：{item.Reduction}")}")
            .DefaultIfEmpty($"{fee.Standard}（依据：{fee.Basis}）")) + (fee.OnlinePayment ? "；可以网上缴费" : "");

    internal static string WaysOf(Guide.Channels ways) => string.Join("；", new[]
    {
        ways.Online ? $"网上：{ways.OnlineAddress ?? "政务服务平台"}" : null,
        ways.MobileAddress is { } mobile ? $"手机：{mobile}" : null,
        ways.Forms.Any(form => form.Code == "1") || ways.Place is not null ? ways.Visits == 0 ? "窗口：不必到现场，愿意的也可以到窗口" : $"窗口：到现场{ways.Visits ?? 1}次{(ways.VisitsReason is { } reason ? $"（{reason}）" : "")}" : null,
        ways.Express ? "快递：申请材料和结果都可以邮寄" : null,
        ways.SelfService ? "自助终端可以办理" : null,
        ways.Appointment ? "可以预约" : null,
    }.OfType<string>());

    private static PageRow Labelled(string label, string text, double width) => new([new(label, Label, true), new(text.Length == 0 ? "—" : text, width - Label)]);

    private static string Numbered(IEnumerable<string> items) => items.ToList() is { Count: > 1 } many ? string.Join("　", many.Select((item, i) => $"{i + 1}．{item}")) : string.Concat(items);

    internal static string Chinese(DateTime? at) => at is { } utc ? ChinaTime.Date(utc).ToString("yyyy年M月d日", CultureInfo.InvariantCulture) : "尚未";
}
