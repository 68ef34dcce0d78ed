using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Certificates;

public sealed class Telling_held_licences(CertificatesHost host) : IClassFixture<CertificatesHost>
{
    [Fact]
    public async Task the_platform_is_told_what_an_account_may_rely_on_today_and_nothing_of_its_holder()
    {
        var holder = CertificatesHost.NewCitizen();
        var (number, told) = (CertificatesHost.NewHolder(), host.Clock.GetUtcNow().UtcDateTime);
        var before = await host.IssuedAsync(host.Granted(holder, number) with { At = told });
        var renewed = await host.IssuedAsync(host.Granted(holder, number) with { At = told });
        var old = await host.IssuedAsync(host.Granted(holder, type: CertificatesHost.SeveralType, years: 1) with { At = told.AddYears(-2) });
        await host.IssuedAsync(host.Granted(CertificatesHost.NewCitizen()));
        var path = new Uri($"/internal/holders/{holder.Id}/licences", UriKind.Relative);
        var held = Assert.Single((await host.As(People.Service).GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray());
        Assert.Equal(renewed.LicenceId, held.GetProperty("licenceId").GetString());
        Assert.NotEqual(before.LicenceId, renewed.LicenceId);
        Assert.NotEqual(old.LicenceId, renewed.LicenceId);
        Assert.DoesNotContain("holder", held.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As(holder).GetAsync(path)).StatusCode);
    }
}
