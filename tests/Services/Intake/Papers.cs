using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Papers, originals and questions that pass from one desk to another, and who answers for them.</summary>
public sealed class Papers(IntakeHost host) : IClassFixture<IntakeHost>
{
    private static readonly Guid Township = StableId.Of($"hall:{TestIssuer.Region}:t1");

    [Fact]
    public async Task papers_go_to_the_department_with_signatures_on_both_sides()
    {
        var file = await host.AcceptedAsync();
        var (department, code, version) = (Department(file), Code(file), file.GetProperty("version").GetInt32());
        var sent = await SentAsync(People.Clerk, department, file, code);
        await host.ProblemAsync(People.Clerk, "/paper-transfers", Transfer(department, file, code), 422, "under-way");

        var approver = People.Approver with { Id = Guid.NewGuid(), Department = department };
        var waiting = await host.GetAsync(approver, "/paper-transfers/waiting");
        Assert.Contains(waiting.GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetGuid() == sent);
        Assert.DoesNotContain((await host.GetAsync(People.ApproverElsewhere, "/paper-transfers/waiting")).GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetGuid() == sent);
        Assert.Equal("sent", Assert.Single((await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/papers")).EnumerateArray()).GetProperty("state").GetString());

        await host.ProblemAsync(People.Clerk, $"/paper-transfers/{sent}/receive", new { }, 404, "not-found");
        await host.ProblemAsync(approver, $"/paper-transfers/{sent}/receive", new { differences = new[] { new { caseId = IntakeHost.Id(file), materialCode = "other", note = "缺" } } }, 422, "not-of-the-transfer");
        var signed = await host.PostAsync(approver, $"/paper-transfers/{sent}/receive", new { note = "已核对", differences = new[] { new { caseId = IntakeHost.Id(file), materialCode = code, note = "少一份复印件" } } });
        Assert.Equal(("received", People.Clerk.Id, approver.Id), (signed.GetProperty("state").GetString(), signed.GetProperty("sentBy").GetGuid(), signed.GetProperty("signedBy").GetGuid()));
        await host.ProblemAsync(approver, $"/paper-transfers/{sent}/receive", new { }, 409, "transfer-state");

        var place = Assert.Single((await host.GetAsync(approver, $"/cases/{IntakeHost.Id(file)}/papers")).EnumerateArray());
        Assert.Equal(("received", department, "少一份复印件"), (place.GetProperty("state").GetString(), place.GetProperty("toDepartment").GetString(), place.GetProperty("difference").GetString()));
        var after = await host.ReadAsync(People.Clerk, file);
        Assert.Equal(("accepted", version + 2), (after.GetProperty("status").GetString(), after.GetProperty("version").GetInt32()));
        var steps = (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/timeline")).EnumerateArray().TakeLast(2).Select(step => step.GetProperty("action").GetString());
        Assert.Equal(["papers-sent", "papers-received"], steps);
    }

    [Fact]
    public async Task a_hand_over_is_all_or_nothing_and_names_what_is_wrong()
    {
        var (file, draft) = (await host.SubmittedAsync(), await host.CompleteAsync());
        var (department, code) = (Department(file), Code(file));
        await host.ProblemAsync(People.Clerk, "/paper-transfers", new { items = Items((file, code)) }, 422, "one-addressee");
        await host.ProblemAsync(People.Clerk, "/paper-transfers", new { toDesk = Guid.NewGuid(), items = Items((file, code)) }, 422, "desk-unknown");
        await host.ProblemAsync(People.Clerk, "/paper-transfers", new { toDepartment = department, items = Items((file, code), (file, code)) }, 422, "named-twice");
        await host.ProblemAsync(People.Clerk, "/paper-transfers", new { toDepartment = People.OtherDepartment, items = Items((file, code)) }, 422, "other-department");
        var problem = await host.ProblemAsync(People.Clerk, "/paper-transfers", new { toDepartment = department, items = Items((file, code), (draft, Code(draft)), (file, "X")) }, 422, "not-on-the-list");
        Assert.Equal(["/items/1", "/items/2"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        await host.ProblemAsync(People.Approver with { Department = department }, "/paper-transfers", new { toDesk = Township, items = Items((file, code)) }, 422, "not-on-the-list");
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from paper_item where case_id = @id", new { id = IntakeHost.Id(file) }));
        Assert.Equal(file.GetProperty("version").GetInt32(), (await host.ReadAsync(People.Clerk, file)).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task a_desk_signs_for_what_goes_to_it_and_a_clerk_without_one_sits_at_the_county_hall()
    {
        var village = People.Clerk with { Id = Guid.NewGuid() };
        await SeatAsync(village, Township, 200);
        await SeatAsync(village, Guid.NewGuid(), 422);
        Assert.Equal(Township, (await host.GetAsync(village, $"/clerks/{village.Id}/desk")).GetProperty("hall").GetProperty("id").GetGuid());
        var file = await host.SubmittedAsync();
        var sent = (await host.PostAsync(People.Clerk, "/paper-transfers", new { toDesk = Township, carrier = "EMS", trackingNumber = "E2", items = Items((file, Code(file))) })).GetProperty("id").GetGuid();
        await host.ProblemAsync(People.SecondClerk, $"/paper-transfers/{sent}/receive", new { }, 404, "not-found");
        Assert.Contains((await host.GetAsync(village, "/paper-transfers/waiting")).GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetGuid() == sent);
        var refused = await host.PostAsync(village, $"/paper-transfers/{sent}/receive", new { accepted = false, note = "封条破损" });
        Assert.Equal("refused", refused.GetProperty("state").GetString());

        host.NeighboursAreDown = true;
        await IntakeHost.UntilForgottenAsync();
        await host.ProblemAsync(People.Clerk, "/paper-transfers", new { toDesk = Township, items = Items((file, Code(file))) }, 503, "unavailable");
        host.NeighboursAreDown = false;
        // What was refused can be sent again.
        await SentAsync(People.Clerk, Department(file), file, Code(file));
    }

    [Fact]
    public async Task papers_are_sent_by_who_has_them()
    {
        var (township, village) = (await Desks.SeatedAsync(host, "t1"), await Desks.SeatedAsync(host, "v1"));
        var file = await host.AcceptedAsync();
        var (approver, code) = (People.Approver with { Id = Guid.NewGuid(), Department = Department(file) }, Code(file));
        var (toTownship, toCounty, toDepartment) = (ToDesk(Township, file), ToDesk(Desks.Hall("county"), file), Transfer(Department(file), file, code));
        var problem = await host.ProblemAsync(village, "/paper-transfers", toTownship, 409, "papers-elsewhere");
        Assert.Equal(("papers-elsewhere", "县级政务服务大厅"), (problem.GetProperty("errors").GetProperty("/items/0")[0].GetString(), problem.GetProperty("places").GetProperty("/items/0").GetString()));
        await host.ProblemAsync(approver, "/paper-transfers", toTownship, 409, "papers-elsewhere");

        // Refused, they are with the sender; received, with who has signed for them.
        await AnswerAsync(township, await host.PostAsync(People.Clerk, "/paper-transfers", toTownship), false);
        await host.ProblemAsync(township, "/paper-transfers", toDepartment, 409, "papers-elsewhere");
        await AnswerAsync(township, await host.PostAsync(People.Clerk, "/paper-transfers", toTownship), true);
        await host.ProblemAsync(People.Clerk, "/paper-transfers", toDepartment, 409, "papers-elsewhere");
        await AnswerAsync(approver, await host.PostAsync(township, "/paper-transfers", toDepartment), true);
        problem = await host.ProblemAsync(township, "/paper-transfers", toCounty, 409, "papers-elsewhere");
        Assert.Equal(file.GetProperty("matter").GetProperty("departmentName").GetString(), problem.GetProperty("places").GetProperty("/items/0").GetString());
        await AnswerAsync(People.Clerk, await host.PostAsync(approver, "/paper-transfers", toCounty), true);

        // What the applicant posts then arrives wherever it does.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var original = (await host.PostAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/originals", new { materialCode = code, parcel = new { carrier = "EMS", trackingNumber = "E3" } })).GetProperty("id").GetGuid();
        await host.ProblemAsync(village, "/paper-transfers", toTownship, 409, "papers-elsewhere");
        await host.PostAsync(village, $"/originals/{original}/arrived", null);
        await host.PostAsync(village, "/paper-transfers", toTownship);
    }

    [Fact]
    public async Task an_original_that_is_posted_in_is_expected_arrives_is_checked_and_goes_back()
    {
        var file = await host.ReceivedAsync();
        var (path, code) = ($"/cases/{IntakeHost.Id(file)}/originals", Code(file));
        var parcel = new { carrier = "EMS", trackingNumber = "E1234567890CN" };
        await host.ProblemAsync(People.Stranger, path, new { materialCode = code, parcel }, 404, "not-found");
        await host.ProblemAsync(IntakeHost.Citizen, path, new { materialCode = "X", parcel }, 422, "not-on-the-list");
        var id = (await host.PostAsync(IntakeHost.Citizen, path, new { materialCode = code, parcel })).GetProperty("id").GetGuid();
        await host.ProblemAsync(IntakeHost.Citizen, path, new { materialCode = code, parcel }, 409, "under-way");
        await host.ProblemAsync(People.Clerk, $"/originals/{id}/checked", new { result = "matches" }, 409, "original-state");

        host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.DoesNotContain((await host.GetAsync(People.Clerk, "/counter/originals?late=true")).GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetGuid() == id);
        Assert.Contains((await host.GetAsync(People.Clerk, "/counter/originals")).GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetGuid() == id);
        await host.PostAsync(People.Clerk, $"/originals/{id}/arrived", null);
        await host.ProblemAsync(People.Clerk, $"/originals/{id}/arrived", null, 409, "original-state");
        await host.PostAsync(People.Clerk, $"/originals/{id}/checked", new { result = "matches" });
        var material = (await host.ReadAsync(IntakeHost.Citizen, file)).GetProperty("materials").EnumerateArray().Single(m => m.GetProperty("code").GetString() == code);
        Assert.Equal("matches", material.GetProperty("originalCheck").GetString());
        await host.PostAsync(People.Clerk, $"/originals/{id}/returned", new { carrier = "顺丰", trackingNumber = "SF1" });
        var original = Assert.Single((await host.GetAsync(IntakeHost.Citizen, path)).EnumerateArray());
        Assert.Equal(("returned", "SF1"), (original.GetProperty("state").GetString(), original.GetProperty("returnTrackingNumber").GetString()));
        // It is back, and may be posted in again.
        await host.PostAsync(IntakeHost.Citizen, path, new { materialCode = code, parcel });
    }

    [Fact]
    public async Task whoever_was_asked_first_stays_responsible_until_another_has_taken_over()
    {
        var approver = People.Approver with { Id = Guid.NewGuid() };
        var asked = await host.PostAsync(People.Clerk, "/first-asked", new { question = "开面馆要办哪些手续", matterCode = host.MatterCode, contact = "13900001234" });
        var id = asked.GetProperty("id").GetGuid();
        Assert.DoesNotContain("13900001234", (await host.RowAsync<string>("select contact_sealed from enquiry where id = @id", new { id }))!, StringComparison.Ordinal);
        await host.ProblemAsync(approver, $"/first-asked/{id}/take-over", null, 404, "not-found");
        await host.ProblemAsync(People.SecondClerk, $"/first-asked/{id}/hand-on", new { toDepartment = People.Department }, 404, "not-found");
        await host.PostAsync(People.Clerk, $"/first-asked/{id}/hand-on", new { toDepartment = People.Department });
        Assert.Contains((await host.GetAsync(People.Clerk, "/first-asked")).GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetGuid() == id);
        await host.ProblemAsync(People.ApproverElsewhere, $"/first-asked/{id}/take-over", null, 404, "not-found");
        Assert.Contains((await host.GetAsync(approver, "/first-asked?waiting=true")).GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetGuid() == id);

        var taken = await host.PostAsync(approver, $"/first-asked/{id}/take-over", null);
        Assert.Equal(approver.Id, taken.GetProperty("responsible").GetGuid());
        await host.ProblemAsync(approver, $"/first-asked/{id}/take-over", null, 409, "enquiry-state");
        await host.ProblemAsync(People.Clerk, $"/first-asked/{id}/close", new { }, 404, "not-found");
        await host.ProblemAsync(approver, $"/first-asked/{id}/close", new { caseId = Guid.NewGuid() }, 422, "case-unknown");
        var file = await host.SubmittedAsync();
        Assert.Equal("closed", (await host.PostAsync(approver, $"/first-asked/{id}/close", new { caseId = IntakeHost.Id(file) })).GetProperty("state").GetString());
        await host.ProblemAsync(approver, $"/first-asked/{id}/close", new { }, 409, "enquiry-state");
    }

    [Fact]
    public async Task the_lists_read_their_indexes()
    {
        const string transfers = """
            insert into paper_transfer (id, state, to_department, to_desk, sent_by, sent_at)
            select gen_random_uuid(), 'sent', case when n % 2 = 0 then 'D' || n % 20 end, case when n % 2 = 1 then jsonb_build_object('id', 'H' || n % 19, 'kind', case n % 31 when 0 then 'county-hall' else 'village-desk' end) end,
                md5((n % 20)::text)::uuid, now() from generate_series(1, 20000) n
            """;
        const string enquiries = """
            insert into enquiry (id, state, version, question, responsible, to_department, to_desk, handed_on_at, opened_by, opened_at)
            select gen_random_uuid(), 'handed-on', 1, '', md5((n % 20)::text)::uuid, 'D' || n % 20, jsonb_build_object('id', 'H' || n % 20), now(), md5('1')::uuid, now() from generate_series(1, 20000) n
            """;
        var someone = new Guid("c4ca4238-a0b9-2382-0dcc-509a6f75849b");
        var args = new { me = someone, department = "D2", desk = "H1", last = Guid.Empty, limit = 21 };
        await Plans.ReadsIndexAsync(host.Database, "paper_transfer", transfers, GovPlatform.Intake.ListTransfers.Waiting("to_department = @department"), args, "paper_transfer_to_department");
        await Plans.ReadsIndexAsync(host.Database, "paper_transfer", transfers, GovPlatform.Intake.ListTransfers.Waiting("to_desk ->> 'id' = @desk"), args, "paper_transfer_to_desk");
        await Plans.ReadsIndexAsync(host.Database, "paper_transfer", transfers, GovPlatform.Intake.ListTransfers.Waiting("to_desk ->> 'kind' = 'county-hall'"), args, "paper_transfer_to_county_hall");
        await Plans.ReadsIndexAsync(host.Database, "paper_transfer", transfers, GovPlatform.Intake.ListTransfers.Sent, args with { last = Guid.AllBitsSet }, "paper_transfer_sent_by");
        await Plans.ReadsIndexAsync(host.Database, "enquiry", enquiries, GovPlatform.Intake.ListEnquiries.Mine, args, "enquiry_responsible");
        await Plans.ReadsIndexAsync(host.Database, "enquiry", enquiries, GovPlatform.Intake.ListEnquiries.Waiting("to_department = @department"), args, "enquiry_to_department");
    }

    /// <summary>A hand-over that waits for a department.</summary>
    internal static async Task<Guid> SentToAsync(IntakeHost host, string department)
    {
        var id = Guid.CreateVersion7();
        await using var db = await host.Database.OpenConnectionAsync();
        await db.ExecuteAsync("insert into paper_transfer (id, state, to_department, sent_by, sent_at) values (@id, 'sent', @department, @by, now())", new { id, department, by = Guid.NewGuid() });
        return id;
    }

    private async Task<Guid> SentAsync(Caller by, string department, JsonElement file, string code) =>
        (await host.PostAsync(by, "/paper-transfers", Transfer(department, file, code))).GetProperty("id").GetGuid();

    private Task<JsonElement> AnswerAsync(Caller by, JsonElement sent, bool accepted) => host.PostAsync(by, $"/paper-transfers/{sent.GetProperty("id").GetGuid()}/receive", new { accepted });

    private static object ToDesk(Guid desk, JsonElement file) => new { toDesk = desk, items = Items((file, Code(file))) };

    private static object Transfer(string department, JsonElement file, string code) => new { toDepartment = department, items = Items((file, code)) };

    private static object[] Items(params (JsonElement File, string Code)[] items) =>
        [.. items.Select(item => new { caseId = IntakeHost.Id(item.File), materialCode = item.Code, originals = 1, copies = 2 })];

    private async Task SeatAsync(Caller clerk, Guid hall, int status)
    {
        using var answer = await host.As(People.Admin).PutAsJsonAsync($"/api/intake/v1/clerks/{clerk.Id}/desk", new { hallId = hall, validFrom = "2026-01-01", validUntil = "2026-12-31" });
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static string Department(JsonElement file) => file.GetProperty("matter").GetProperty("departmentCode").GetString()!;

    private static string Code(JsonElement file) => file.GetProperty("materials")[0].GetProperty("code").GetString()!;
}
