namespace GovPlatform.Tests.Unit;

public sealed class Credit_codes
{
    [Theory]
    [InlineData("11100000000013338W")]
    [InlineData("11430000006122244L")]
    [InlineData("11440113MB2C92966P")]
    [InlineData("11450721MB15580811")]
    [InlineData("11410400005456787G")]
    [InlineData("91410400MA00000070")]
    public void a_right_code_is_read(string text)
    {
        var code = CreditCode.Parse(text);
        Assert.Equal((text, true, text[2..8]), (code.ToString(), code.CheckPasses, code.Region.Value));
    }

    [Theory]
    [InlineData("11440300007542785T", "check")]
    [InlineData("11410400005456787H", "check")]
    [InlineData("1141040000545678G", "length")]
    [InlineData("11410400005456787I", "characters")]
    [InlineData("01410400005456787G", "authority")]
    [InlineData("1141A400005456787G", "region")]
    [InlineData(null, "missing")]
    public void a_wrong_code_is_refused_with_the_reason(string? text, string code)
    {
        Assert.False(CreditCode.TryParse(text, out _, out var refusal));
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public void a_refused_check_names_the_right_one() => Assert.Contains("U", CreditCode.Read("11440300007542785T").Refusal!.En, StringComparison.Ordinal);

    [Theory]
    [InlineData("91350100M0001TGQXM")]
    [InlineData("91350211M0000XUF46")]
    [InlineData("91350203M0001FUE2P")]
    [InlineData("91350203M0001QAY9B")]
    public void an_early_code_that_fails_the_check_is_taken_with_a_warning_only(string text)
    {
        Assert.Equal("check", CreditCode.Read(text).Refusal?.Code);
        var code = CreditCode.Read(text, CheckMode.Warn).OrThrow();
        Assert.Equal((text, false), (code.Value, code.CheckPasses));
        Assert.Equal(code, CreditCode.ReadStored(text).Value);
        Assert.Equal("length", CreditCode.Read(text[1..], CheckMode.Warn).Refusal?.Code);
    }

    [Fact]
    public void small_letters_become_capitals() => Assert.Equal("11410400005456787G", CreditCode.Parse("11410400005456787g").Value);

    [Fact]
    public void a_code_is_put_together_with_both_its_checks() =>
        Assert.Equal("11410400005456787G", CreditCode.Create('1', '1', RegionCode.Parse("410400"), "00545678").Value);

    [Theory]
    [InlineData("00545678", '7')]
    [InlineData("MB2C9296", '6')]
    [InlineData("01811533", '2')]
    [InlineData("MA2YJ1XR", '9')]
    [InlineData("00250028", '7')]
    [InlineData("MA000000", '7')]
    public void an_organisation_code_has_its_check(string body, char check)
    {
        Assert.Equal(body + check, OrganisationCode.Create(body).Value);
        Assert.Equal($"{body}-{check}", OrganisationCode.Parse($"{body}-{check}").Hyphenated);
        Assert.Equal("check", OrganisationCode.Read(body + (check == '0' ? '1' : '0')).Refusal?.Code);
    }
}
