using GovPlatform.Intake;
using Microsoft.Extensions.Configuration;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>What documents look like once they are printed, by the machine's own renderer and fonts.</summary>
public sealed class Documents_on_paper
{
    private const string Number = "BS4104972026030200001";
    private const string CaseNumber = "11410497005990015C4410101002000202603020001";
    private static readonly DocumentWriter Writer = new(
        new PersonalData(new Dictionary<string, string> { ["k1"] = "test-data-key-test-data-key-test-data-key" }, "k1"), new("intake", "410497", "平澜县", "http://localhost:8080", "/tmp", false));

    [Fact]
    public async Task a_refusal_reads_as_it_should()
    {
        var text = await ReadAsync(DocumentKind.Refusal, File(), Writer.Refusal(File(), new() { Code = "not-our-competence", Reason = "该经营场所由市级管理。", CompetentAuthority = "平澜市卫生健康委员会" }));
        Assert.StartsWith($"""
            不予受理通知书编号：{Number}办件编号：{CaseNumber}张三：
            你提出的“食品经营许可”申请收悉。经审查，申请事项依法不属于本行政机关职权范围。根据《中华人民共和国行政许可法》第三十二条第一款第二项，本机关决定不予受理。
            不予受理的理由该经营场所由市级管理。
            有权办理的机关该事项依法由平澜市卫生健康委员会办理，请向平澜市卫生健康委员会提出申请。
            救济途径如不服本决定，可以自收到本通知书之日起六十日内向平澜县人民政府申请行政复议，也可以自收到之日起六个月内依法向有管辖权的人民法院提起行政诉讼。
            """.ReplaceLineEndings(""), text, StringComparison.Ordinal);
        Assert.All(["平澜县市场监督管理局", "（平澜县政务服务中心综合窗口代为办理）", "2026年3月2日", "办件专用章", "验证码ABCD-EFGH-0123"], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_acceptance_by_law_reads_as_it_should_and_one_of_no_permit_only_refers_to_the_act()
    {
        var text = await ReadAsync(DocumentKind.Acceptance, Accepted(), OpeningPapers.Acceptance(Accepted(), [], deemed: true));
        Assert.StartsWith($"""
            受理通知书编号：{Number}办件编号：{CaseNumber}张三：
            你提出的“食品经营许可”申请收悉。本机关自2026年3月2日收到申请材料之日起五个工作日内，未告知需要补正的内容。
            根据《中华人民共和国行政许可法》第三十二条第一款第四项关于逾期不告知的规定，该申请自收到申请材料之日，即2026年3月2日起即为受理，特此书面确认。
            受理日期2026年3月2日承诺办结日期2026年3月9日前法定办结日期2026年3月30日前
            上述期限自受理之日的次日起计算，以工作日计算，不含法定节假日（根据《中华人民共和国行政许可法》第八十二条）。
            """.ReplaceLineEndings(""), text, StringComparison.Ordinal);
        var service = Accepted() with { MatterCode = "11410497005990015C4412001002000" };
        Assert.Contains("参照《中华人民共和国行政许可法》", await ReadAsync(DocumentKind.Acceptance, service, OpeningPapers.Acceptance(service, [], deemed: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_page_is_filled_in_large_type_and_what_is_longer_goes_on_to_numbered_pages_in_embedded_fonts()
    {
        var one = await PrintAsync(DocumentKind.Refusal, File(), Writer.Refusal(File(), new() { Code = "barred", Reason = "在禁止申请期限内" }));
        Assert.Equal(1, await Pdf.PagesAsync(one));
        Assert.All(await Pdf.FontsAsync(one), font => Assert.Matches("(UMing|MicroHei|Micro-Hei).* yes yes yes ", font));
        var materials = Enumerable.Range(1, 70).Select(n => new[] { $"第{n}项材料", "未提交" });
        var longer = await PrintAsync(DocumentKind.SupplementNotice, File(), [Block.Of("需要补正："), Block.Table(["需要补正的材料", "现状"], materials)]);
        Assert.True(await Pdf.PagesAsync(longer) > 1);
        var text = Plain(await Pdf.TextAsync(longer));
        Assert.All(["第70项材料", "第1页，共", "第2页"], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task markup_in_names_and_reasons_is_text()
    {
        var file = File("""张<b>"三"&""") with { Matter = File().Matter with { DepartmentName = "平澜县<i>监管'局" } };
        var text = await ReadAsync(DocumentKind.Refusal, file, Writer.Refusal(file, new() { Code = "barred", Reason = "<script>alert(1)</script>&amp;" }));
        Assert.All(["""张<b>"三"&：""", "平澜县<i>监管'局", "<script>alert(1)</script>&amp;"], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public void every_refusal_names_its_reasons_and_the_remedies() => Assert.All(RefusalReasons.All, reason =>
    {
        var said = string.Concat(Writer.Refusal(File(), new() { Code = reason.Key, Reason = "本案的事实" }).Select(block => block.Text));
        Assert.All([reason.Value, "本案的事实", "《中华人民共和国行政许可法》第", "六十日内向平澜县人民政府申请行政复议", "提起行政诉讼"], words => Assert.Contains(words, said, StringComparison.Ordinal));
    });

    private static CaseFile File(string name = "张三") => new()
    {
        Id = Guid.NewGuid(), Region = "410497", Number = CaseNumber, MatterCode = CaseNumber[..31],
        Applicant = new(Guid.Empty, Kind.Citizen, Seal(name), "111", Seal("410497199001010013"), null),
        Matter = new(CaseNumber[..31], 1, "食品经营许可", "2", "11410497005990015C", "市场监督管理局", 20, 5, null, null, null, false),
    };

    private static CaseFile Accepted() => File() with { AcceptedOn = new(2026, 3, 2), PromisedDue = new(2026, 3, 9), StatutoryDue = new(2026, 3, 30) };

    private static string Seal(string text) => new PersonalData(new Dictionary<string, string> { ["k1"] = "test-data-key-test-data-key-test-data-key" }, "k1").Seal(text);

    private static async Task<string> ReadAsync(DocumentKind kind, CaseFile file, IReadOnlyList<Block> body) => Plain(await Pdf.TextAsync(await PrintAsync(kind, file, body)));

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static async Task<byte[]> PrintAsync(DocumentKind kind, CaseFile file, IReadOnlyList<Block> body)
    {
        using var renderer = new Renderer(new ConfigurationBuilder().Build());
        var html = PaperPage.Html(Writer.Write(kind, file, body, new(2026, 3, 2)), Number, "ABCDEFGH0123", null);
        return await renderer.RenderAsync(html, async (pdf, ct) =>
        {
            using var memory = new MemoryStream();
            await pdf.CopyToAsync(memory, ct);
            return memory.ToArray();
        }, CancellationToken.None);
    }
}
