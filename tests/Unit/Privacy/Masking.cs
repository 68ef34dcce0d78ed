using Microsoft.AspNetCore.Http;

namespace GovPlatform.Tests.Unit;

public sealed class Masking
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张三丰", "张**")]
    [InlineData("欧阳修", "欧阳*")]
    [InlineData("欧阳娜娜", "欧阳**")]
    [InlineData("欧阳", "欧*")]
    [InlineData("阿依古丽·买买提", "阿***")]
    [InlineData("王", "*")]
    [InlineData("", "*")]
    public void a_name_keeps_its_surname(string name, string masked) => Assert.Equal(masked, Mask.Name(name));

    [Theory]
    [InlineData("410497199001010014", "410497********0014")]
    [InlineData("E12345678", "E*******8")]
    [InlineData("123", "***")]
    public void an_id_number_hides_the_birth_date(string number, string masked) => Assert.Equal(masked, Mask.IdNumber(number));

    [Theory]
    [InlineData("13800001234", "138****1234")]
    [InlineData("+8613800001234", "+86138****1234")]
    [InlineData("3752001", "*****01")]
    [InlineData("110", "***")]
    public void a_phone_hides_its_middle(string number, string masked) => Assert.Equal(masked, Mask.Phone(number));

    [Theory]
    [InlineData("河南省平顶山市平澜县城关镇人民路1号", "河南省平顶山市平澜县****")]
    [InlineData("郑州市人民路1号", "郑州市****")]
    [InlineData("某处", "****")]
    public void an_address_keeps_its_county(string address, string masked) => Assert.Equal(masked, Mask.Address(address));

    [Theory]
    [InlineData("%E5%8A%9E%E7%90%86%E6%A1%88%E4%BB%B6", "办理案件")]
    [InlineData("check a+b", "check a+b")]
    public void a_purpose_is_read_from_its_header(string header, string purpose)
    {
        Assert.Null(Purpose.Missing(Request(header), out var read));
        Assert.Equal(purpose, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%FF%FE%FF")]
    [InlineData("two%0Alines")]
    public void a_read_without_a_purpose_is_refused_with_400(string? header)
    {
        var no = Purpose.Missing(Request(header), out _);
        Assert.Equal((400, "purpose-required"), (no?.Status, no?.Code));
    }

    [Fact]
    public void a_purpose_has_at_most_200_characters()
    {
        Assert.Null(Purpose.Missing(Request(Uri.EscapeDataString(new string('办', 200))), out _));
        Assert.NotNull(Purpose.Missing(Request(Uri.EscapeDataString(new string('办', 201))), out _));
    }

    private static HttpRequest Request(string? purpose)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[Purpose.Header] = purpose;
        return request;
    }
}
