using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>What applicants fill in is held to the form of the matter: right in a draft, whole when it is handed in.</summary>
public sealed class Filling_a_form(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Theory]
    [InlineData("""{"nobody":1}""", "/form/nobody", "field-unknown")]
    [InlineData("""{"KEY":7}""", "/form/KEY", "value-type")]
    [InlineData("""{"KEY":null}""", "/form/KEY", "value-type")]
    [InlineData("""{"KEY":"a","KEY":"b"}""", "/form/KEY", "field-duplicate")]
    [InlineData("""{"KEY":"\u0000"}""", "/form/KEY", "text-invalid")]
    [InlineData("""["KEY"]""", "/form", "value-type")]
    [InlineData("\"KEY\"", "/form", "value-type")]
    [InlineData("""{"KEY":"LONG"}""", "/form", "form-too-large")]
    public async Task a_draft_with_wrong_values_is_refused_by_their_place_and_nothing_is_stored(string form, string pointer, string code)
    {
        var before = await host.RowAsync<long>("select count(*) from case_file");
        form = form.Replace("KEY", Key, StringComparison.Ordinal).Replace("LONG", new('x', 70_000), StringComparison.Ordinal);
        using var answer = await CreateAsync(Encoding.UTF8.GetBytes(form));
        var problem = await Filing_a_case.ProblemAsync(answer, 422, "form-invalid");
        pointer = pointer.Replace("KEY", Key, StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(pointer).EnumerateArray());
        Assert.Contains(problem.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("pointer").GetString() == pointer && finding.GetProperty("code").GetString() == code);
        Assert.Equal(before, await host.RowAsync<long>("select count(*) from case_file"));
    }

    [Theory]
    [InlineData("""{"KEY":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"KEY":"?"}""")]
    public async Task what_is_no_unicode_is_malformed(string form)
    {
        var bytes = Encoding.UTF8.GetBytes(form.Replace("KEY", Key, StringComparison.Ordinal));
        using var answer = await CreateAsync([.. bytes.Select(unit => unit == '?' ? (byte)0xC3 : unit)]);
        var problem = await Filing_a_case.ProblemAsync(answer, 400, "malformed-json");
        Assert.Equal("/form", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task a_draft_may_be_half_filled_and_is_handed_in_whole()
    {
        var draft = await host.CompleteAsync();
        var half = await ReviseAsync(draft, new { });
        using var early = await host.TryAsync(IntakeHost.Citizen, half, "submit");
        var missing = (await Filing_a_case.ProblemAsync(early, 422, "form-invalid")).GetProperty("findings").EnumerateArray()
            .Select(finding => $"{finding.GetProperty("pointer")} {finding.GetProperty("code")}");
        Assert.Equal(host.Form.Keys.Select(key => $"/form/{key} field-missing").Order(), missing.Order());
        Assert.Equal(("draft", null), await host.RowAsync<(string, string?)>("select status, number from case_file where id = @id", new { id = IntakeHost.Id(draft) }));
        await host.MoveAsync(IntakeHost.Citizen, await ReviseAsync(half, host.Form), "submit");
    }

    [Fact]
    public async Task what_was_returned_or_asked_for_again_is_handed_in_whole_too()
    {
        var submitted = await host.SubmittedAsync();
        var returned = await host.MoveAsync(People.Clerk, submitted, "return", new { materialCodes = new[] { submitted.GetProperty("materials")[0].GetProperty("code").GetString() }, note = "请核对表单" });
        var half = await ReviseAsync(returned, new { });
        using var early = await host.TryAsync(IntakeHost.Citizen, half, "resubmit");
        await Filing_a_case.ProblemAsync(early, 422, "form-invalid");
        Assert.True((await host.PutAsync(IntakeHost.Citizen, half, returned.GetProperty("materials")[0].GetProperty("code").GetString()!, IntakeHost.Pdf("again"), ifMatch: "*")).IsSuccessStatusCode);
        var again = await host.MoveAsync(IntakeHost.Citizen, await ReviseAsync(half, host.Form), "resubmit");
        Assert.Equal("submitted", again.GetProperty("status").GetString());
    }

    [Fact]
    public async Task the_counters_own_draft_is_whole_when_it_is_received_and_after_it_is_corrected()
    {
        using var answer = await host.As(People.Clerk).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, applicantId = IntakeHost.Citizen.Id }));
        var draft = await answer.Content.ReadFromJsonAsync<JsonElement>();
        using var early = await host.TryAsync(People.Clerk, draft, "receive");
        await Filing_a_case.ProblemAsync(early, 422, "form-invalid");
        var received = await host.MoveAsync(People.Clerk, await ReviseAsync(draft, host.Form, People.Clerk), "receive");
        using var emptied = await host.TryAsync(People.Clerk, received, "correct", new { form = new { }, note = "清空" });
        await Filing_a_case.ProblemAsync(emptied, 422, "form-invalid");
    }

    private string Key => host.Form.First(answer => answer.Value.ValueKind == JsonValueKind.String).Key;

    private Task<HttpResponseMessage> CreateAsync(byte[] form)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes($"{{\"matterCode\":\"{host.MatterCode}\",\"form\":"), .. form, .. "}"u8];
        var request = IntakeHost.Post("/cases", null);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        return host.As(IntakeHost.Citizen).SendAsync(request);
    }

    private async Task<JsonElement> ReviseAsync(JsonElement file, object form, Caller? caller = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/cases/{IntakeHost.Id(file)}") { Content = JsonContent.Create(new { form }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{file.GetProperty("version").GetInt32()}\"");
        using var answer = await host.As(caller ?? IntakeHost.Citizen).SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
