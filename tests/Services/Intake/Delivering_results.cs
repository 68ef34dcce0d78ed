using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>统一出件: the result goes where the applicant wants it.</summary>
public sealed class Delivering_results(IntakeHost host) : IClassFixture<IntakeHost>
{
    private static readonly object Ems = new { carrier = "EMS", trackingNumber = "E1234567890CN" };

    [Fact]
    public async Task the_result_travels_by_hand_over_and_is_handed_out_at_the_desk_that_was_chosen()
    {
        var (township, village) = (await Desks.SeatedAsync(host, "t1"), await Desks.SeatedAsync(host, "v1"));
        var ready = await ReadyAsync(new { matterCode = host.MatterCode, deliveryHall = Desks.Hall("t1"), form = host.Form });
        await RefusedAsync(People.Clerk, ready, "deliver", "not-this-desk");
        await RefusedAsync(township, ready, "deliver", "result-elsewhere");
        Assert.Equal("carry", (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(ready)}/progress")).GetProperty("next").GetProperty("code").GetString());

        await host.ProblemAsync(People.Clerk, "/paper-transfers", Transfer(ready, null, ready.GetProperty("matter").GetProperty("departmentCode").GetString()), 422, "no-result-here");
        await host.ProblemAsync(village, "/paper-transfers", Transfer(ready, Desks.Hall("t1")), 422, "no-result-here");
        var sent = (await host.PostAsync(People.Clerk, "/paper-transfers", Transfer(ready, Desks.Hall("t1")))).GetProperty("id").GetGuid();
        await host.ProblemAsync(People.Clerk, "/paper-transfers", Transfer(ready, Desks.Hall("v1")), 422, "under-way");
        ready = await host.ReadAsync(People.Clerk, ready);
        await RefusedAsync(People.Clerk, ready, "deliver", "under-way");
        await host.PostAsync(township, $"/paper-transfers/{sent}/receive", new { });
        ready = await host.ReadAsync(IntakeHost.Citizen, ready);
        Assert.Equal(Desks.Hall("t1"), ready.GetProperty("resultDesk").GetProperty("id").GetGuid());
        Assert.Equal((null, "received"), (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(ready)}/papers")).EnumerateArray().Select(place => (place.GetProperty("materialCode").GetString(), place.GetProperty("state").GetString())).Single());
        await RefusedAsync(People.Clerk, ready, "deliver", "result-elsewhere");
        await RefusedAsync(township, ready, "post", "not-by-post", 422, Ems);
        Assert.Equal("closed", (await host.MoveAsync(township, ready, "deliver")).GetProperty("status").GetString());
        Assert.Equal("counter", (await host.Published<CaseDelivered>()).Single(e => e.CaseId == IntakeHost.Id(ready)).Method);
    }

    [Fact]
    public async Task a_posted_result_keeps_its_number_and_is_delivered_when_it_has_arrived()
    {
        var ready = await ReadyAsync(new { matterCode = host.MatterCode, delivery = "post", postalAddress = Desks.Address, form = host.Form });
        Assert.Equal(JsonValueKind.Null, (await host.ReadAsync(People.Clerk, ready)).GetProperty("postalAddress").ValueKind);
        Assert.Equal("周清和", (await host.ReadAsync(IntakeHost.Citizen, ready)).GetProperty("postalAddress").GetProperty("name").GetString());
        Assert.DoesNotContain("周清和", (await host.RowAsync<string>("select postal_sealed from case_file where id = @id", new { id = IntakeHost.Id(ready) }))!, StringComparison.Ordinal);
        await RefusedAsync(People.Clerk, ready, "deliver", "not-posted");
        var posted = await host.MoveAsync(People.Clerk, await host.MoveAsync(People.Clerk, ready, "post", new { carrier = "EMS", trackingNumber = "E1" }), "post", Ems);
        Assert.Equal(("ready", "EMS", "E1234567890CN"), (posted.GetProperty("status").GetString(), posted.GetProperty("carrier").GetString(), posted.GetProperty("trackingNumber").GetString()));
        Assert.Equal("arrive", (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(ready)}/progress")).GetProperty("next").GetProperty("code").GetString());
        await RefusedAsync(IntakeHost.Citizen, posted, "redirect", "case-state", body: new { delivery = "counter" });
        Assert.Equal("closed", (await host.MoveAsync(People.Clerk, posted, "deliver")).GetProperty("status").GetString());
        Assert.Equal("post", (await host.Published<CaseDelivered>()).Single(e => e.CaseId == IntakeHost.Id(ready)).Method);
    }

    [Fact]
    public async Task a_parcel_that_comes_back_is_at_the_desk_again_and_goes_any_way_from_there()
    {
        var returned = new { reason = "收件人不在" };
        var ready = await ReadyAsync(new { matterCode = host.MatterCode, delivery = "post", postalAddress = Desks.Address, form = host.Form });
        await RefusedAsync(People.Clerk, ready, "parcel-returned", "not-posted", body: returned);
        var posted = await host.MoveAsync(People.Clerk, ready, "post", Ems);
        await RefusedAsync(await Desks.SeatedAsync(host, "t1"), posted, "parcel-returned", "result-elsewhere", body: returned);
        await RefusedAsync(People.Clerk, ready, "parcel-returned", "stale", 412, returned);
        var back = await host.MoveAsync(People.Clerk, posted, "parcel-returned", returned);
        Assert.Equal(("ready", JsonValueKind.Null, JsonValueKind.String), (back.GetProperty("status").GetString(), back.GetProperty("trackingNumber").ValueKind, back.GetProperty("parcelReturnedAt").ValueKind));
        var step = (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(ready)}/timeline")).EnumerateArray().Last();
        Assert.Equal(("parcel-returned", "收件人不在"), (step.GetProperty("action").GetString(), step.GetProperty("note").GetString()));
        Assert.Single(await host.Published<ResultCameBack>(), e => e.CaseId == IntakeHost.Id(ready) && e.AccountId == IntakeHost.Citizen.Id);
        Assert.Equal("choose-way", (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(ready)}/progress")).GetProperty("next").GetProperty("code").GetString());

        var again = await host.MoveAsync(People.Clerk, back, "post", new { carrier = "EMS", trackingNumber = "E2" });
        Assert.Equal(JsonValueKind.Null, again.GetProperty("parcelReturnedAt").ValueKind);
        back = await host.MoveAsync(People.Clerk, again, "parcel-returned", returned);
        back = await host.MoveAsync(IntakeHost.Citizen, back, "redirect", new { delivery = "post", postalAddress = Desks.Address });
        Assert.Equal("closed", (await host.MoveAsync(People.Clerk, back, "deliver")).GetProperty("status").GetString());
        Assert.Equal("counter", (await host.Published<CaseDelivered>()).Single(e => e.CaseId == IntakeHost.Id(ready)).Method);
    }

    [Fact]
    public async Task what_a_desk_holds_or_waits_for_that_has_closed_is_the_county_halls()
    {
        var village = await Desks.SeatedAsync(host, "v1");
        var wanted = new { matterCode = host.MatterCode, deliveryHall = Desks.Hall("v1"), form = host.Form };
        var (lying, coming, paper) = (await ReadyAsync(wanted), await ReadyAsync(wanted), await host.ReceivedAsync());
        var code = paper.GetProperty("materials")[0].GetProperty("code").GetString();
        object ToVillage(JsonElement file) => Transfer(file, Desks.Hall("v1"));
        object Papers(string desk) => new { toDesk = Desks.Hall(desk), items = new[] { new { caseId = IntakeHost.Id(paper), materialCode = code } } };
        await host.PostAsync(village, $"/paper-transfers/{await SentAsync(ToVillage(lying))}/receive", new { });
        await host.PostAsync(village, $"/paper-transfers/{await SentAsync(Papers("v1"))}/receive", new { });
        var sent = await SentAsync(ToVillage(coming));
        (lying, coming) = (await host.ReadAsync(People.Clerk, lying), await host.ReadAsync(People.Clerk, coming));
        await RefusedAsync(village, lying, "call-back", "county-hall-only", 403);
        await RefusedAsync(People.Clerk, lying, "call-back", "desk-open");
        await host.ProblemAsync(People.SecondClerk, $"/paper-transfers/{sent}/receive", new { accepted = false }, 404, "not-found");
        await host.ProblemAsync(People.Clerk, "/paper-transfers", Papers("t1"), 409, "papers-elsewhere");

        await ClosedAsync("v1", true);
        await RefusedAsync(People.Clerk, coming, "call-back", "under-way");
        await host.ProblemAsync(People.SecondClerk, $"/paper-transfers/{sent}/receive", new { }, 404, "not-found");
        await host.PostAsync(People.SecondClerk, $"/paper-transfers/{sent}/receive", new { accepted = false, note = "该处已关闭" });
        foreach (var file in new[] { lying, await host.ReadAsync(People.Clerk, coming) })
        {
            var back = await host.MoveAsync(People.Clerk, file, "call-back");
            Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (back.GetProperty("resultDesk").ValueKind, back.GetProperty("deliveryHall").ValueKind));
            Assert.Equal("call-back", (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/timeline")).EnumerateArray().Last().GetProperty("action").GetString());
            Assert.Equal(ResultCameBack.DeskClosed, (await host.Published<ResultCameBack>()).Single(e => e.CaseId == IntakeHost.Id(file)).Reason);
            await RefusedAsync(People.Clerk, back, "call-back", "desk-open");
            Assert.Equal("closed", (await host.MoveAsync(People.Clerk, back, "deliver")).GetProperty("status").GetString());
        }

        await host.PostAsync(People.Clerk, "/paper-transfers", Papers("t1"));
        await ClosedAsync("v1", false);
    }

    [Fact]
    public async Task the_way_is_checked_with_the_application_and_stays_until_another_is_named()
    {
        await CreationRefusedAsync(new { matterCode = host.MatterCode, delivery = "post" }, "address-needed");
        await CreationRefusedAsync(new { matterCode = host.MatterCode, postalAddress = Desks.Address }, "not-by-post");
        await CreationRefusedAsync(new { matterCode = host.MatterCode, deliveryHall = Guid.NewGuid() }, "desk-unknown");
        await CreationRefusedAsync(new { matterCode = host.MatterCode, delivery = "electronic", deliveryHall = Desks.Hall("t1") }, "not-at-a-counter");
        var draft = await host.DraftAsync();
        await ReviseAsync(draft, 1, new { delivery = "post", postalAddress = Desks.Address, form = host.Form });
        await ReviseAsync(draft, 2, new { form = host.Form });
        Assert.Equal("周清和", (await host.ReadAsync(IntakeHost.Citizen, draft)).GetProperty("postalAddress").GetProperty("name").GetString());
        await ReviseAsync(draft, 3, new { delivery = "counter", deliveryHall = Desks.Hall("t1"), form = host.Form });
        var read = await host.ReadAsync(IntakeHost.Citizen, draft);
        Assert.Equal((Desks.Hall("t1"), JsonValueKind.Null), (read.GetProperty("deliveryHall").GetProperty("id").GetGuid(), read.GetProperty("postalAddress").ValueKind));
    }

    [Fact]
    public async Task the_applicant_wants_it_elsewhere_and_what_is_complete_goes_out_at_once()
    {
        var ready = await ReadyAsync(new { matterCode = host.MatterCode, deliveryHall = Desks.Hall("v1"), form = host.Form });
        await RefusedAsync(People.Stranger, ready, "redirect", "not-found", 404, new { delivery = "electronic" });
        var back = await host.MoveAsync(IntakeHost.Citizen, ready, "redirect", new { delivery = "counter", deliveryHall = Desks.Hall("county") });
        Assert.Equal(("ready", Desks.Hall("county")), (back.GetProperty("status").GetString(), back.GetProperty("deliveryHall").GetProperty("id").GetGuid()));
        await RefusedAsync(await Desks.SeatedAsync(host, "v1"), back, "deliver", "result-elsewhere");
        Assert.Equal(("counter", back.GetProperty("version").GetInt32()), (await host.Published<ResultRedirected>()).Where(e => e.CaseId == IntakeHost.Id(back)).Select(e => (e.Delivery, e.Version)).Single());
        Assert.Equal("closed", (await host.MoveAsync(IntakeHost.Citizen, back, "redirect", new { delivery = "electronic" })).GetProperty("status").GetString());
        Assert.Equal("electronic", (await host.Published<CaseDelivered>()).Single(e => e.CaseId == IntakeHost.Id(ready)).Method);
        var other = await ReadyAsync(new { matterCode = host.MatterCode, deliveryHall = Desks.Hall("county"), form = host.Form });
        Assert.Equal("closed", (await host.MoveAsync(People.Clerk, other, "deliver")).GetProperty("status").GetString());
    }

    private static object Transfer(JsonElement file, Guid? desk, string? department = null) =>
        new { toDesk = desk, toDepartment = department, items = new[] { new { caseId = IntakeHost.Id(file), originals = 1 } } };

    /// <summary>A result that a clerk without a desk has taken in.</summary>
    private async Task<JsonElement> ReadyAsync(object request)
    {
        var draft = await host.PostAsync(IntakeHost.Citizen, "/cases", request);
        foreach (var material in draft.GetProperty("materials").EnumerateArray())
            (await host.PutAsync(IntakeHost.Citizen, draft, material.GetProperty("code").GetString()!, IntakeHost.Pdf("x"))).Dispose();
        var received = await host.MoveAsync(People.Clerk, await host.MoveAsync(IntakeHost.Citizen, draft, "submit"), "receive");
        var accepted = await host.MoveAsync(People.Clerk, received, "accept");
        await host.DeliverAsync(new ResultHandedOver(IntakeHost.Id(accepted), accepted.GetProperty("number").GetString()!, DateTime.UtcNow, "denied", "不予", null, 3));
        return await host.MoveAsync(People.Clerk, await host.ReadAsync(People.Clerk, accepted), "take-in");
    }

    private async Task<Guid> SentAsync(object transfer) => (await host.PostAsync(People.Clerk, "/paper-transfers", transfer)).GetProperty("id").GetGuid();

    private async Task ClosedAsync(string hall, bool closed)
    {
        await using var db = await host.Catalogue.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update hall set closed_at = case when @closed then now() end where id = @id", new { id = Desks.Hall(hall), closed });
        await IntakeHost.UntilForgottenAsync();
    }

    private async Task RefusedAsync(Caller by, JsonElement file, string step, string code, int status = 409, object? body = null)
    {
        using var answer = await host.TryAsync(by, file, step, body);
        await Filing_a_case.ProblemAsync(answer, status, code);
    }

    private async Task CreationRefusedAsync(object request, string code) => await host.ProblemAsync(IntakeHost.Citizen, "/cases", request, 422, code);

    private async Task ReviseAsync(JsonElement draft, int version, object revision)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/cases/{IntakeHost.Id(draft)}") { Content = JsonContent.Create(revision) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var answer = await host.As(IntakeHost.Citizen).SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
