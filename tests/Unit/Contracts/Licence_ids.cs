namespace GovPlatform.Tests.Unit;

public sealed class Licence_ids
{
    private const string Synthetic = "1.2.156.3005.2.11410400005456787G001.11410400005456787G.2026000001.001.V";

    [Theory]
    [InlineData("A12425GABC1234002", 'M')]
    [InlineData("B159D8FA01240000", 'K')]
    [InlineData("188166C734200000", '3')]
    public void mod_37_36_gives_the_published_characters(string body, char check) =>
        Assert.Equal(check, CheckCharacter.Mod37Radix36(body));

    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9")]
    [InlineData(Synthetic)]
    public void a_right_id_is_read_and_put_together_again(string text)
    {
        var id = LicenceId.Parse(text);
        Assert.Equal(text, id.ToString());
        Assert.Equal(id, LicenceId.Create(id.Type, id.Issuer, id.Serial, id.Version));
    }

    [Fact]
    public void a_renewal_keeps_the_serial_and_counts_the_version() =>
        Assert.Equal("1.2.156.3005.2.11410400005456787G001.11410400005456787G.2026000001.002.T", LicenceId.Parse(Synthetic).Next().Value);

    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M", "check")]
    [InlineData("1.2.156.3005.3.11410400005456787G001.11410400005456787G.2026000001.001.V", "root")]
    [InlineData("1.2.156.3005.2.11410400005456787G001.11410400005456787G.2026000001.001", "parts")]
    [InlineData("1.2.156.3005.2.11410400005456787G01.11410400005456787G.2026000001.001.V", "type-length")]
    [InlineData("1.2.156.3005.2.11410400005456787G001.4104.2026000001.001.V", "issuer-length")]
    [InlineData("1.2.156.3005.2.11410400005456787G001.11410400005456787G.2026-001.001.V", "serial")]
    [InlineData("1.2.156.3005.2.11410400005456787G001.11410400005456787G.2026000001.000.V", "version")]
    [InlineData("", "missing")]
    public void a_wrong_id_is_refused_with_the_reason(string text, string code) =>
        Assert.Equal(code, LicenceId.Read(text).Refusal?.Code);

    [Fact]
    public void a_licence_type_is_the_defining_body_and_a_serial()
    {
        var type = LicenceTypeCode.Parse("11100000000013338W032");
        Assert.Equal("11100000000013338W", type.DefinedBy.Value);
        Assert.Equal(type, LicenceTypeCode.Create(type.DefinedBy, 32));
        Assert.Equal("serial", LicenceTypeCode.Read("11100000000013338W03A").Refusal?.Code);
    }
}
