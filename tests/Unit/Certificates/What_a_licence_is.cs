using GovPlatform.Certificates;

namespace GovPlatform.Tests.Unit;

public sealed class What_a_licence_is
{
    [Theory]
    [InlineData("valid", "2031-03-04", "2031-03-04", "valid")]
    [InlineData("valid", "2031-03-04", "2031-03-05", "expired")]
    [InlineData("valid", null, "2099-01-01", "valid")]
    [InlineData("superseded", "2031-03-04", "2031-03-05", "superseded")]
    [InlineData("revoked", "2031-03-04", "2031-03-05", "revoked")]
    public void it_expires_the_day_after_its_last(string status, string? validUntil, string day, string shown)
    {
        var licence = new Certificate { Status = status, ValidUntil = validUntil is null ? null : DateOnly.Parse(validUntil) };
        Assert.Equal(shown, licence.StatusOn(DateOnly.Parse(day)));
    }

    [Theory]
    [InlineData("ABCDEFGH0123", true)]
    [InlineData("abcd-efgh-ol23", true)]
    [InlineData("ABCDEFGH0124", false)]
    [InlineData("ABCDEFGH01234", false)]
    [InlineData("ABCDEFGH012", false)]
    [InlineData("", false)]
    public void its_code_matches_as_people_type_it(string typed, bool matches) =>
        Assert.Equal(matches, VerificationCode.Matches(typed, "ABCDEFGH0123"));

    [Fact]
    public void its_code_is_never_the_same() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => VerificationCode.New()).Distinct().Count());
}
