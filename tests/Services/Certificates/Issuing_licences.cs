namespace GovPlatform.Tests.Services.Certificates;

public sealed class Issuing_licences(CertificatesHost host) : IClassFixture<CertificatesHost>
{
    private sealed record Row(string Status, string HolderNameSealed, string HolderIdSealed, DateOnly IssuedOn, DateOnly? ValidUntil);

    [Fact]
    public async Task a_granted_case_gets_one_licence_with_a_right_id()
    {
        var decision = host.Granted();
        var told = await host.IssuedAsync(decision);
        var id = LicenceId.Parse(told.LicenceId);
        Assert.Equal((CertificatesHost.Type, decision.Matter.DepartmentCode, 1), (id.Type.Value, id.Issuer, id.Version));
        Assert.Matches("^平澜县市场监督管理局〔2026〕001第[0-9]{6}号$", told.LicenceNumber);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{12}$", told.VerificationCode);
        var row = await RowAsync(told.CertificateId);
        Assert.Equal(("valid", new DateOnly(2026, 3, 5), new DateOnly(2031, 3, 4)), (row.Status, row.IssuedOn, row.ValidUntil!.Value));
        Assert.StartsWith("v1.", row.HolderNameSealed, StringComparison.Ordinal);
        Assert.StartsWith("v1.", row.HolderIdSealed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task serials_of_one_issuer_and_type_do_not_repeat()
    {
        var first = LicenceId.Parse((await host.IssuedAsync(host.Granted())).LicenceId);
        var second = LicenceId.Parse((await host.IssuedAsync(host.Granted())).LicenceId);
        Assert.NotEqual(first.Serial, second.Serial);
    }

    [Fact]
    public async Task a_second_grant_to_the_same_holder_is_the_next_version_and_supersedes_the_first()
    {
        var holder = CertificatesHost.NewHolder();
        var first = await host.IssuedAsync(host.Granted(holder: holder));
        var second = await host.IssuedAsync(host.Granted(holder: holder, years: null));
        Assert.Equal(LicenceId.Parse(first.LicenceId).Next().Value, second.LicenceId);
        Assert.Equal(first.LicenceNumber, second.LicenceNumber);
        Assert.NotEqual(first.VerificationCode, second.VerificationCode);
        Assert.Equal(("superseded", "valid"), ((await RowAsync(first.CertificateId)).Status, (await RowAsync(second.CertificateId)).Status));
        Assert.Null((await RowAsync(second.CertificateId)).ValidUntil);
    }

    [Fact]
    public async Task of_a_type_that_allows_several_each_grant_is_a_licence_of_its_own()
    {
        var holder = CertificatesHost.NewHolder();
        var first = await host.IssuedAsync(host.Granted(holder: holder, type: CertificatesHost.SeveralType));
        var second = await host.IssuedAsync(host.Granted(holder: holder, type: CertificatesHost.SeveralType));
        Assert.NotEqual(LicenceId.Parse(first.LicenceId).Serial, LicenceId.Parse(second.LicenceId).Serial);
        Assert.Equal(("valid", "valid"), ((await RowAsync(first.CertificateId)).Status, (await RowAsync(second.CertificateId)).Status));
    }

    [Fact]
    public async Task many_grants_at_once_to_one_holder_end_with_one_valid_licence()
    {
        var holder = CertificatesHost.NewHolder();
        var decisions = Enumerable.Range(0, 4).Select(_ => host.Granted(holder: holder)).ToList();
        await Task.WhenAll(decisions.Select(host.DeliverAsync));
        var told = (await host.Published<CertificateIssued>()).Where(e => decisions.Any(d => d.CaseId == e.CaseId)).ToList();
        Assert.Equal([1, 2, 3, 4], told.Select(e => LicenceId.Parse(e.LicenceId).Version).Order());
        var rows = await Task.WhenAll(told.Select(e => RowAsync(e.CertificateId)));
        Assert.Single(rows, row => row.Status == "valid");
    }

    [Theory]
    [InlineData("denied", CertificatesHost.Type)]
    [InlineData("granted", null)]
    public async Task a_denial_or_a_matter_without_a_licence_issues_nothing(string outcome, string? type)
    {
        var decision = host.Granted(outcome: outcome, type: type);
        await host.DeliverAsync(decision);
        Assert.DoesNotContain(await host.Published<CertificateIssued>(), e => e.CaseId == decision.CaseId);
    }

    private async Task<Row> RowAsync(Guid id) =>
        (await host.RowAsync<Row>("select status, holder_name_sealed, holder_id_sealed, issued_on, valid_until from certificate where id = @id", new { id }))!;
}
