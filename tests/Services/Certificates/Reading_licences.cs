using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Certificates;

public sealed class Reading_licences(CertificatesHost host) : IClassFixture<CertificatesHost>
{
    private const string Root = "/api/certificates/v1/certificates";
    private const string Verify = "/api/certificates/v1/verify";

    [Fact]
    public async Task the_holder_lists_and_reads_the_own_licences()
    {
        var me = CertificatesHost.NewCitizen();
        var older = await host.IssuedAsync(host.Granted(me));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = await host.IssuedAsync(host.Granted(me, years: null));
        var first = await JsonAsync(host.As(me), $"{Root}?limit=1");
        Assert.Equal(newer.CertificateId, Item(first).GetProperty("id").GetGuid());
        var second = await JsonAsync(host.As(me), $"{Root}?limit=1&after={first.GetProperty("next").GetString()}");
        Assert.Equal((older.CertificateId, JsonValueKind.Null), (Item(second).GetProperty("id").GetGuid(), second.GetProperty("next").ValueKind));

        var one = await JsonAsync(host.As(me), $"{Root}/{older.CertificateId}");
        Assert.Equal(("张三丰", older.LicenceId, older.VerificationCode, "valid"), (Text(one, "holderName"), Text(one, "licenceId"), Text(one, "verificationCode"), Text(one, "status")));
        Assert.Matches("^410497[*]{8}.{4}$", Text(one, "holderIdNumber"));
        Assert.Equal("2031-03-04", Text(one, "validUntil"));
    }

    [Fact]
    public async Task a_stranger_finds_nothing()
    {
        var told = await host.IssuedAsync(host.Granted());
        var stranger = host.As(CertificatesHost.NewCitizen());
        Assert.Equal(0, (await JsonAsync(stranger, Root)).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Root}/{told.CertificateId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Root}/{told.CertificateId}/pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync($"{Root}/{told.CertificateId}")).StatusCode);
    }

    [Fact]
    public async Task staff_read_with_a_purpose_and_the_holder_sees_it()
    {
        var me = CertificatesHost.NewCitizen();
        var told = await host.IssuedAsync(host.Granted(me));
        var path = $"{Root}/{told.CertificateId}";
        var without = await host.As(People.Clerk).GetAsync(path);
        Assert.Equal((HttpStatusCode.BadRequest, "purpose-required"), (without.StatusCode, Text(await without.Content.ReadFromJsonAsync<JsonElement>(), "code")));

        var read = await JsonAsync(For(People.Clerk, "核对持证人身份"), path);
        Assert.Equal(("张三丰", null), (Text(read, "holderName"), Text(read, "verificationCode")));
        Assert.Equal(HttpStatusCode.OK, (await For(People.Approver, "复核").GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await For(People.ApproverElsewhere, "复核").GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await For(People.Clerk, "打印").GetAsync($"{path}/pdf")).StatusCode);

        var reads = (await JsonAsync(host.As(me), "/api/certificates/v1/staff-reads")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["复核", "核对持证人身份"], reads.Select(item => Text(item, "purpose")));
        Assert.Equal($"certificate/{told.CertificateId}", Text(reads[0], "record"));
    }

    [Fact]
    public async Task whoever_holds_the_code_verifies_and_sees_a_masked_name()
    {
        var told = await host.IssuedAsync(host.Granted());
        var typed = told.VerificationCode.ToLowerInvariant().Insert(4, "-").Replace('0', 'o').Replace('1', 'l');
        var shown = await JsonAsync(host.Anonymous(), $"{Verify}?id={told.LicenceId}&code={typed}");
        Assert.Equal(("valid", "张**", told.LicenceNumber), (Text(shown, "status"), Text(shown, "holder"), Text(shown, "licenceNumber")));
        Assert.DoesNotContain("410497", shown.ToString().Replace(People.Department, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_wrong_code_and_an_unknown_id_are_the_same_404()
    {
        var told = await host.IssuedAsync(host.Granted());
        var unknown = LicenceId.Parse(told.LicenceId).Next().Value;
        string[] queries = [$"id={told.LicenceId}&code=000000000000", $"id={unknown}&code={told.VerificationCode}", $"id=x&code=------------", $"id={told.LicenceId}&code={told.VerificationCode}0"];
        foreach (var query in queries)
        {
            var answer = await host.Anonymous().GetAsync($"{Verify}?{query}");
            Assert.Equal((HttpStatusCode.NotFound, "licence-not-verified"), (answer.StatusCode, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code")));
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Anonymous().GetAsync($"{Verify}?id={told.LicenceId}")).StatusCode);
    }

    [Fact]
    public async Task verification_tells_what_has_been_superseded()
    {
        var holder = CertificatesHost.NewHolder();
        var first = await host.IssuedAsync(host.Granted(holder: holder));
        await host.IssuedAsync(host.Granted(holder: holder));
        Assert.Equal("superseded", Text(await JsonAsync(host.Anonymous(), $"{Verify}?id={first.LicenceId}&code={first.VerificationCode}"), "status"));
    }

    [Fact]
    public async Task the_holder_prints_the_licence_and_gets_the_same_bytes_again()
    {
        var me = CertificatesHost.NewCitizen();
        var told = await host.IssuedAsync(host.Granted(me));
        var first = await PdfAsync(me, told.CertificateId);
        Assert.Equal("%PDF-"u8.ToArray(), first[..5]);
        Assert.Equal(first, await PdfAsync(me, told.CertificateId));
    }

    private async Task<byte[]> PdfAsync(Caller me, Guid id)
    {
        var (client, path) = (host.As(me), $"{Root}/{id}/pdf");
        for (var tries = 0; tries < 40; tries++)
        {
            var answer = await client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.OK)
                return await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal((HttpStatusCode.Accepted, path, "1"), (answer.StatusCode, answer.Headers.Location?.ToString(), answer.Headers.RetryAfter?.ToString()));
            await Task.Delay(500);
        }
        throw new TimeoutException("The licence was not printed in 20 seconds.");
    }

    private HttpClient For(Caller staff, string purpose)
    {
        var client = host.As(staff);
        client.DefaultRequestHeaders.Add("Purpose", Uri.EscapeDataString(purpose));
        return client;
    }

    private static JsonElement Item(JsonElement page) => Assert.Single(page.GetProperty("items").EnumerateArray());

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static Task<JsonElement> JsonAsync(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path);
}
