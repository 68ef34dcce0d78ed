using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Certificates;

/// <summary>撤销: whatever was granted on a false commitment ends revoked, in whatever order it is told.</summary>
public sealed class Revoking_licences(CertificatesHost host) : IClassFixture<CertificatesHost>
{
    [Fact]
    public async Task a_false_commitment_revokes_the_licence_and_whoever_asks_is_told()
    {
        var decision = host.Granted();
        var issued = await host.IssuedAsync(decision);
        await host.DeliverAsync(False(decision));
        Assert.Equal(2, await host.RowAsync<int>("select version from certificate where id = @CertificateId", new { issued.CertificateId }));
        var shown = await host.Anonymous().GetFromJsonAsync<JsonElement>(new Uri($"/api/certificates/v1/verify?id={Uri.EscapeDataString(issued.LicenceId)}&code={issued.VerificationCode}", UriKind.Relative));
        Assert.Equal("revoked", shown.GetProperty("status").GetString());
    }

    [Fact]
    public async Task a_licence_that_is_issued_after_its_commitment_was_found_false_ends_revoked()
    {
        var decision = host.Granted();
        await host.Services.GetRequiredService<IBus>().Publish(False(decision));
        await Task.Delay(300);
        await host.DeliverAsync(decision);
        for (var attempt = 0; await host.RowAsync<string>("select status from certificate where case_id = @CaseId", new { decision.CaseId }) != "revoked"; attempt++)
        {
            Assert.True(attempt < 300, "it is still valid");
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task where_nothing_is_issued_nothing_is_revoked() =>
        await host.DeliverAsync(False(host.Granted(type: null)));

    private static CommitmentFalse False(DecisionMade decision) =>
        new(decision.CaseId, decision.CaseNumber, decision.At.AddDays(20), decision.Matter, decision.Applicant.AccountId, null, "现场与承诺不符");
}
