using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Intake;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>A form begins with what the platform knows of the applicant, when the applicant has agreed, and says where each value is from.</summary>
public sealed class Prefilling_a_form(IntakeHost host) : IClassFixture<IntakeHost>
{
    private static readonly Caller Other = People.Citizen with { Id = SeededPeople.Citizen(TestIssuer.Region, 2) };
    private static readonly Caller Firm = People.Organisation with { Id = SeededPeople.Organisation(TestIssuer.Region, 1) };

    [Fact]
    public async Task without_consent_nothing_is_filled_in_and_consent_is_withdrawn_as_easily_as_given()
    {
        Assert.Equal((false, null), Stands(await GetAsync(Other, "/me/consents/prefill")));
        var code = await AskingForAsync("applicantName", "applicantIdNumber");
        Assert.Empty(Fields(await PrefillAsync(Other, code)));

        var given = await ConsentAsync(Other, true);
        Assert.Equal(given.GetRawText(), (await ConsentAsync(Other, true)).GetRawText());
        var fields = Fields(await PrefillAsync(Other, code));
        Assert.Equal("account", Source(fields["applicantName"]));
        Assert.True(CitizenId.Read(fields["applicantIdNumber"].GetProperty("value").GetString()).Value!.IsSynthetic);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var withdrawn = Stands(await ConsentAsync(Other, false));
        Assert.Equal((false, true), (withdrawn.Granted, withdrawn.At > Stands(given).At));
        Assert.Empty(Fields(await PrefillAsync(Other, code)));

        var recorded = await host.RowAsync<string>("""
            select string_agg(action, ',' order by at)
            from (select at, action, object_type, object_id from audit union all select at, action, object_type, object_id from audit_pending) told
            where object_type = 'prefill-consent' and object_id = @id
            """, new { id = $"{Other.Id}" });
        Assert.Equal("grant-consent,withdraw-consent", recorded);
    }

    [Fact]
    public async Task values_come_from_the_account_and_from_the_newest_case_and_fit_the_form()
    {
        await ConsentAsync(IntakeHost.Citizen, true);
        var text = host.Form.First(answer => answer.Value.ValueKind == JsonValueKind.String && answer.Value.GetString() == "示例").Key;
        await FileAsync("旧值");
        var newest = await FileAsync("新值");
        var fields = Fields(await PrefillAsync(IntakeHost.Citizen));
        Assert.Equal(("新值", "earlier-case", IntakeHost.Id(newest)), (fields[text].GetProperty("value").GetString(), Source(fields[text]), fields[text].GetProperty("caseId").GetGuid()));
        Assert.Equal(newest.GetProperty("number").GetString(), fields[text].GetProperty("caseNumber").GetString());
        var form = await SchemaAsync();
        Assert.Empty(FormCheck.Of(form).Check(JsonSerializer.SerializeToElement(fields.ToDictionary(field => field.Key, field => field.Value.GetProperty("value"))), FormMode.Draft));
        Assert.All(fields.Keys, key => Assert.True(form.GetProperty("properties").TryGetProperty(key, out _), key));

        async Task<JsonElement> FileAsync(string value)
        {
            var draft = await host.CompleteAsync();
            using var revise = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/cases/{IntakeHost.Id(draft)}")
            {
                Content = JsonContent.Create(new { form = new Dictionary<string, JsonElement>(host.Form) { [text] = JsonSerializer.SerializeToElement(value) } }),
            };
            revise.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            using var revised = await host.As(IntakeHost.Citizen).SendAsync(revise);
            Assert.Equal(HttpStatusCode.OK, revised.StatusCode);
            return await host.MoveAsync(IntakeHost.Citizen, await revised.Content.ReadFromJsonAsync<JsonElement>(), "submit");
        }
    }

    [Fact]
    public async Task an_enterprise_is_filled_in_from_its_registration_and_nobody_elses_case()
    {
        var code = await AskingForAsync("enterpriseName", "creditCode");
        await host.SubmittedAsync();
        await ConsentAsync(Firm, true);
        var fields = Fields(await PrefillAsync(Firm, code));
        Assert.Equal(("account", "account"), (Source(fields["enterpriseName"]), Source(fields["creditCode"])));
        Assert.NotNull(CreditCode.Read(fields["creditCode"].GetProperty("value").GetString()).Value);
        Assert.All(fields.Values, field => Assert.Equal("account", Source(field)));
    }

    [Fact]
    public async Task a_matter_that_is_not_open_has_no_form_and_staff_have_no_prefill()
    {
        using var unknown = await host.As(IntakeHost.Citizen).GetAsync(new Uri("/api/intake/v1/matters/11410400005456787G4000104002000/prefill", UriKind.Relative));
        await Filing_a_case.ProblemAsync(unknown, 404, "not-found");
        using var clerk = await host.As(People.Clerk).GetAsync(new Uri($"/api/intake/v1/matters/{host.MatterCode}/prefill", UriKind.Relative));
        await Filing_a_case.ProblemAsync(clerk, 403, "forbidden");
    }

    [Fact]
    public async Task the_newest_cases_are_read_by_their_index()
    {
        const string load = """
            insert into prefill_consent values ('c4ca4238-a0b9-2382-0dcc-509a6f75849b', true, now());
            insert into case_file (id, region, number, status, version, channel, delivery, account_id, applicant, matter_code, matter, form_sealed, created_at, updated_at)
            select md5('prefill' || n)::uuid, '410497', 'P' || n, 'closed', 1, 'web', 'counter', md5((n % 100)::text)::uuid, '{}', 'M', '{}', '', now(), now()
            from generate_series(1, 20000) n
            """;
        await Plans.ReadsIndexAsync(host.Database, "case_file", load, PrefillForm.Sql, new { me = new Guid("c4ca4238-a0b9-2382-0dcc-509a6f75849b") }, "case_file_account", inOrder: false);
    }

    private static string Source(JsonElement field) => field.GetProperty("source").GetString()!;

    private static (bool Granted, DateTime? At) Stands(JsonElement consent) =>
        (consent.GetProperty("granted").GetBoolean(), consent.GetProperty("at") is { ValueKind: JsonValueKind.String } at ? at.GetDateTime() : null);

    private static Dictionary<string, JsonElement> Fields(JsonElement prefill) => prefill.GetProperty("fields").EnumerateObject().ToDictionary(field => field.Name, field => field.Value);

    private async Task<string> AskingForAsync(params string[] keys) =>
        (await host.Catalogue.RowAsync<string>("select code from matter where status = 'published' and content -> 'form' -> 'properties' ?& @keys order by code limit 1", new { keys }))!;

    private async Task<JsonElement> SchemaAsync() =>
        JsonElement.Parse((await host.Catalogue.RowAsync<string>("select (content -> 'form')::text from matter where code = @MatterCode and status = 'published'", new { host.MatterCode }))!);

    private Task<JsonElement> PrefillAsync(Caller caller, string? code = null) => GetAsync(caller, $"/matters/{code ?? host.MatterCode}/prefill");

    private async Task<JsonElement> GetAsync(Caller caller, string path)
    {
        using var answer = await host.As(caller).GetAsync(new Uri($"/api/intake/v1{path}", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> ConsentAsync(Caller caller, bool granted)
    {
        using var answer = await host.As(caller).PutAsJsonAsync("/api/intake/v1/me/consents/prefill", new { granted });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
