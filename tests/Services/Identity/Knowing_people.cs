using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Identity;

public sealed class Knowing_people(IdentityHost host) : IClassFixture<IdentityHost>
{
    private static readonly string Seeded = CitizenId.Synthetic("410497", 7000 + 397).Value;
    private static readonly Caller SeededCitizen = new(SeededPeople.Citizen("410497", 1), Kind.Citizen, "", 2, null, [], "410497");

    [Fact]
    public async Task a_clerk_finds_a_citizen_masked_and_the_citizen_sees_who_looked_and_why()
    {
        var clerk = await host.CallAsync(People.Clerk);
        clerk.DefaultRequestHeaders.Add("Purpose", "%E7%AA%97%E5%8F%A3%E5%8F%97%E7%90%86");
        var found = await (await clerk.PostAsJsonAsync("/api/identity/v1/people/lookup", new { idTypeCode = "111", idNumber = Seeded })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(SeededCitizen.Id, found.GetProperty("id").GetGuid());
        Assert.Contains('*', found.GetProperty("name").GetString()!);
        Assert.DoesNotContain(Seeded, found.GetRawText());

        var reads = await (await host.CallAsync(SeededCitizen)).GetFromJsonAsync<JsonElement>("/api/identity/v1/staff-reads");
        Assert.Equal("窗口受理", reads.GetProperty("items")[0].GetProperty("purpose").GetString());
    }

    [Fact]
    public async Task a_look_without_a_purpose_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await host.CallAsync(People.Clerk)).PostAsJsonAsync("/api/identity/v1/people/lookup", new { idTypeCode = "111", idNumber = Seeded })).StatusCode);

    [Fact]
    public async Task only_a_clerk_may_look()
    {
        foreach (var caller in new[] { People.Citizen, People.Approver, People.Supervisor, People.Service })
            Assert.Equal(HttpStatusCode.Forbidden, (await (await host.CallAsync(caller)).PostAsJsonAsync("/api/identity/v1/people/lookup", new { idTypeCode = "111", idNumber = Seeded })).StatusCode);
    }

    [Fact]
    public async Task the_counter_registers_a_person_once_and_stores_nothing_readable()
    {
        var number = CitizenId.Synthetic("410497", 19_001).Value;
        var key = Guid.NewGuid().ToString();
        var first = await RegisterAsync(number, key);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await (await RegisterAsync(number, key)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await RegisterAsync(number, Guid.NewGuid().ToString())).StatusCode);
        var row = await host.RowAsync<string>("select a::text from account a where id = @id", new { id = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid() });
        Assert.DoesNotContain(number, row);
        Assert.DoesNotContain("林小满", row);
    }

    [Fact]
    public async Task a_number_that_fails_its_check_is_refused()
    {
        var refused = await RegisterAsync("410497199001010000", Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("id-number", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task departments_are_public_and_paged_by_key()
    {
        var seen = new List<string>();
        var path = "/api/identity/v1/departments?limit=7";
        for (string? next = ""; next is not null;)
        {
            var page = await host.Anonymous().GetFromJsonAsync<JsonElement>(next == "" ? path : $"{path}&after={next}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("code").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        Assert.Equal(30, seen.Distinct().Count());
        Assert.Equal(30, seen.Count);
        Assert.All(seen, code => Assert.True(CreditCode.Parse(code).CheckPasses));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Anonymous().GetAsync(path + "&after=x")).StatusCode);
    }

    [Fact]
    public async Task staff_see_their_own_department_and_administrators_all()
    {
        var hall = await host.RowAsync<string>("select code from department where number = '90'");
        var own = await (await host.CallAsync(People.Approver with { Department = hall })).GetFromJsonAsync<JsonElement>("/api/identity/v1/staff?limit=100");
        Assert.All(own.GetProperty("items").EnumerateArray(), x => Assert.Equal(hall, x.GetProperty("department").GetString()));
        Assert.Equal(8, own.GetProperty("items").GetArrayLength());
        var all = await (await host.CallAsync(People.Admin)).GetFromJsonAsync<JsonElement>("/api/identity/v1/staff?limit=100");
        Assert.Equal(8 + 29 * 3, all.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.CallAsync(People.Citizen)).GetAsync("/api/identity/v1/staff")).StatusCode);
    }

    [Fact]
    public async Task services_learn_an_applicant_sealed()
    {
        var told = await (await host.CallAsync(People.Service)).GetFromJsonAsync<JsonElement>($"/internal/applicants/{SeededCitizen.Id}");
        Assert.StartsWith("v1.", told.GetProperty("idNumberSealed").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.CallAsync(People.Service)).GetAsync($"/internal/applicants/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.CallAsync(People.Admin)).GetAsync($"/internal/applicants/{SeededCitizen.Id}")).StatusCode);
    }

    private async Task<HttpResponseMessage> RegisterAsync(string number, string key)
    {
        var clerk = await host.CallAsync(People.Clerk);
        clerk.DefaultRequestHeaders.Add("Idempotency-Key", key);
        return await clerk.PostAsJsonAsync("/api/identity/v1/people", new { name = "林小满", idTypeCode = "111", idNumber = number, phone = "13900001234" });
    }
}
