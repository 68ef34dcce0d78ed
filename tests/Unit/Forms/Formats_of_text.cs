using System.Text.Json;

namespace GovPlatform.Tests.Unit.Forms;

/// <summary>The formats that a text may be asked to have, and the patterns.</summary>
public sealed class Formats_of_text
{
    [Theory]
    [InlineData("date", "2028-02-29", "0000-02-29", "9999-12-31")]
    [InlineData("time", "00:00:00Z", "23:59:59.000001+08:00", "07:59:60+08:00", "12:00:00z")]
    [InlineData("date-time", "2026-10-01T08:00:00+08:00", "2026-10-01t08:00:00.5Z", "2016-12-31T23:59:60Z")]
    [InlineData("email", "zhang.san@county.gov.cn", "a+b@x", "\"a b\"@x.cn", "a@[192.168.0.1]", "a@[IPv6:2001:db8::1]")]
    [InlineData("uri", "https://www.gov.cn/a?b=c#d", "mailto:a@b.cn", "urn:x:y", "http://[2001:db8::1]:8080/", "file:///etc/hosts", "x:")]
    [InlineData("id-number", "410497199001010013")]
    [InlineData("credit-code", "91410497MA00000036")]
    [InlineData("region-code", "410497", "410497001002")]
    public void what_fits_a_format(string format, params string[] texts) => Assert.All(texts, text => Assert.Empty(Check($$"""{"format":"{{format}}"}""", Right(format, text))));

    [Theory]
    [InlineData("date", "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "2026-01-01\n", "２０２６-01-01", "2026/01/01", "1900-02-29")]
    [InlineData("time", "", "12:00:00", "24:00:00Z", "12:60:00Z", "12:00:61Z", "23:59:60+08:00", "12:00:00.Z", "12:00:00+8:00", "12:00:00+24:00", "12:00:00Z ")]
    [InlineData("date-time", "2026-10-01", "2026-10-01 08:00:00Z", "2026-10-01T08:00:00", "2026-02-30T08:00:00Z", "2026-10-01T")]
    [InlineData("email", "", "a", "@x.cn", "a@", "a..b@x.cn", ".a@x.cn", "a b@x.cn", "a@x_y.cn", "a@-x.cn", "a@x.cn\n", "a@[300.0.0.1]", "张三@x.cn", "a@b@c.cn")]
    [InlineData("uri", "", "www.gov.cn", "/a", "//x/y", "http://a b", "http://x/中文", "http://x/%zz", "http://x:y/", "1a:b", "http://[::1", "http://[01.2.3.4]/", "http://x/[")]
    [InlineData("id-number", "410497199001010010", "4104971990010100", "410497900101001", "41049719900101001a")]
    [InlineData("credit-code", "91410497MA00000030", "914104970000000")]
    [InlineData("region-code", "99", "990000", "41049", "41049a")]
    public void what_does_not(string format, params string[] texts) => Assert.All(texts, text => Assert.Equal(["value-format"], Check($$"""{"format":"{{format}}"}""", text)));

    [Theory]
    [InlineData("^\\d{3}$", "123", "１２３")]
    [InlineData("^a$", "a", "a\n")]
    [InlineData("b", "abc", "ac")]
    [InlineData("^.$", "\U00020BB7", "\u2028")]
    [InlineData("^.{2}$", "\U00020BB7\u7530", "\U00020BB7")]
    [InlineData("^[^\u7530]$", "\U00020BB7", "\u7530")]
    [InlineData("^\U00020BB7+$", "\U00020BB7\U00020BB7", "\u7530")]
    [InlineData("^[\U00020000-\U0002A6DF\u4e00-\u9fa5\u00b7]+$", "\U00020BB7\u00b7\u7530", "\U0002F800")]
    [InlineData("^[\\u{20000}-\\u{20BB7}]$", "\U00020BB7", "\U00020BB8")]
    [InlineData("^[\\u{10000}-\\u{10400}\\u{10800}-\\u{10BFF}]$", "\U00010BFF", "\U00010401")]
    [InlineData("^\\uD842\\uDFB7$", "\U00020BB7", "\u7530")]
    [InlineData("^\\p{Script=Han}+$", "\U00020BB7\u7530\u3007", "\u7530a")]
    [InlineData("^\\P{Letter}+$", "1-", "\U00020BB7")]
    [InlineData("^\\p{Number}[\\p{L}\\d]$", "٣x", "x1")]
    [InlineData("^\\w+\\s\\S$", "a_1\ufeffx", "\u00e9 x")]
    [InlineData("^[\\w.\\-]+\\/x\\.$", "a.-/x.", "a!/x.")]
    [InlineData("^(?:a|(?<n>b)){1,2}?(c)$", "abc", "aaac")]
    [InlineData("^[^]$", "\n", "")]
    [InlineData("^[a\\]-]$", "-", "[")]
    [InlineData("^[]|x$", "x", "")]
    public void a_pattern_means_what_ecma_262_says(string pattern, string right, string wrong)
    {
        var schema = JsonSerializer.Serialize(new { pattern });
        Assert.Empty(Check(schema, right));
        Assert.Equal(["value-pattern"], Check(schema, wrong));
    }

    [Theory]
    [InlineData("(a)\\1")]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData("(?i:a)")]
    [InlineData("\\bword\\b")]
    [InlineData("\\Aa\\Z")]
    [InlineData("[z-a]")]
    [InlineData("[\\d-z]")]
    [InlineData("[a")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("a{x}")]
    [InlineData("a{2,1}")]
    [InlineData("*a")]
    [InlineData("a\\")]
    [InlineData("((a{1,999}){1,999}){1,999}")]
    [InlineData("\\u{110000}")]
    [InlineData("\\ud842\\u")]
    [InlineData("\\ud842\\u0041")]
    [InlineData("\\p{Nobody}")]
    [InlineData("\\pL")]
    [InlineData("]")]
    public void what_the_subset_does_not_have_is_no_pattern(string pattern) => Assert.False(FormPattern.TryCompile(pattern, out _));

    [Fact]
    public void no_text_makes_a_pattern_slow()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(["value-pattern"], Check("""{"pattern":"^(a+)+$"}""", new string('a', 50_000) + "b"));
        Assert.Equal(["value-pattern"], Check("""{"pattern":"^(a{1,9}){1,99}c$"}""", new string('a', 50_000) + "b"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    // Test people and firms are made here: no number that somebody bears stands in the code.
    private static string Right(string format, string text) => format switch
    {
        "id-number" => CitizenId.Synthetic("410497", 1).Value,
        "credit-code" => CreditCode.Create('9', '1', RegionCode.Parse("410497"), "MA000000").Value,
        _ => text,
    };

    private static string[] Check(string schema, string text) =>
        [.. FormCheck.Of(JsonElement.Parse(schema), plain: true).Check(JsonSerializer.SerializeToElement(text)).Select(finding => finding.Code)];
}
