using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

public sealed class Filing_a_case(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task submitting_gives_the_case_its_number_and_tells_of_it()
    {
        var file = await host.SubmittedAsync();
        var number = CaseNumber.Parse(file.GetProperty("number").GetString()!);
        Assert.Equal((host.MatterCode, new DateOnly(2026, 3, 2)), (number.Matter.Value, number.Date));
        Assert.Equal(number.Value, (await host.Published<CaseSubmitted>()).Single(e => e.CaseId == IntakeHost.Id(file)).CaseNumber);
        Assert.Equal("submitted", await host.RowAsync<string>("select status from case_file where id = @id", new { id = IntakeHost.Id(file) }));
        Assert.Equal("create,submit", await host.RowAsync<string>("select string_agg(action, ',' order by version) from timeline where case_id = @id", new { id = IntakeHost.Id(file) }));
    }

    [Fact]
    public async Task numbers_of_one_matter_and_day_are_unique_and_without_a_gap_under_load()
    {
        var drafts = new List<JsonElement>();
        for (var n = 0; n < 8; n++)
            drafts.Add(await host.CompleteAsync());
        var submitted = await Task.WhenAll(drafts.Select(draft => host.MoveAsync(IntakeHost.Citizen, draft, "submit")));
        var serials = submitted.Select(file => CaseNumber.Parse(file.GetProperty("number").GetString()!).Serial).Order().ToList();
        Assert.Equal(Enumerable.Range(serials[0], 8), serials);
    }

    [Fact]
    public async Task submitting_without_required_materials_is_refused_and_names_them()
    {
        var draft = await host.DraftAsync();
        using var answer = await host.TryAsync(IntakeHost.Citizen, draft, "submit");
        var problem = await ProblemAsync(answer, 422, "materials-missing");
        Assert.Equal(draft.GetProperty("materials").EnumerateArray().Count(m => m.GetProperty("requirement").GetString() != "2"), problem.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task a_matter_that_is_not_in_the_catalogue_takes_no_application()
    {
        using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", new { matterCode = "11410400005456787G4000104002000" }));
        await ProblemAsync(answer, 422, "matter-not-open");
    }

    [Fact]
    public async Task with_the_catalogue_down_filing_answers_503_and_stores_nothing()
    {
        var before = await host.RowAsync<long>("select count(*) from case_file");
        host.NeighboursAreDown = true;
        await IntakeHost.UntilForgottenAsync();
        try
        {
            using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode }));
            await ProblemAsync(answer, 503, "unavailable");
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        finally
        {
            host.NeighboursAreDown = false;
        }
        Assert.Equal(before, await host.RowAsync<long>("select count(*) from case_file"));
    }

    [Fact]
    public async Task a_clerk_files_for_a_person_at_the_counter_and_receives_at_once()
    {
        using var answer = await host.As(People.Clerk).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, applicantId = IntakeHost.Citizen.Id, form = host.Form }));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var received = await host.MoveAsync(People.Clerk, await answer.Content.ReadFromJsonAsync<JsonElement>(), "receive");
        Assert.Equal(("received", "counter"), (received.GetProperty("status").GetString(), received.GetProperty("channel").GetString()));
        var mine = await host.As(IntakeHost.Citizen).GetFromJsonAsync<JsonElement>(new Uri("/api/intake/v1/cases", UriKind.Relative));
        Assert.Contains(mine.GetProperty("items").EnumerateArray(), line => line.GetProperty("id").GetGuid() == IntakeHost.Id(received));
    }

    [Fact]
    public async Task a_citizen_cannot_file_for_another_and_a_clerk_names_a_known_person()
    {
        using var forAnother = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, applicantId = Guid.NewGuid() }));
        await ProblemAsync(forAnother, 403, "not-for-others");
        using var unknown = await host.As(People.Clerk).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, applicantId = Guid.NewGuid() }));
        await ProblemAsync(unknown, 422, "applicant-unknown");
    }

    [Fact]
    public async Task a_stranger_finds_nothing_of_a_case()
    {
        var file = await host.SubmittedAsync();
        var id = IntakeHost.Id(file);
        var code = file.GetProperty("materials")[0].GetProperty("code").GetString();
        foreach (var path in new[] { $"/cases/{id}", $"/cases/{id}/timeline", $"/cases/{id}/receipt", $"/cases/{id}/materials/{code}" })
        {
            using var answer = await host.As(People.Stranger).GetAsync(new Uri($"/api/intake/v1{path}", UriKind.Relative));
            await ProblemAsync(answer, 404, "not-found");
        }
        foreach (var step in new[] { "submit", "withdraw", "supply" })
        {
            using var answer = await host.TryAsync(People.Stranger, file, step);
            await ProblemAsync(answer, 404, "not-found");
        }
    }

    [Fact]
    public async Task what_a_person_tells_is_sealed_in_the_database_and_masked_for_staff_without_a_purpose()
    {
        var file = await host.SubmittedAsync();
        var stored = await host.RowAsync<string>("select concat(form_sealed, applicant, matter) from case_file where id = @id", new { id = IntakeHost.Id(file) });
        Assert.DoesNotContain("13900001234", stored);
        var name = file.GetProperty("applicant").GetProperty("name").GetString()!;
        Assert.DoesNotContain(name, stored);

        var masked = await host.ReadAsync(People.Clerk, file);
        Assert.Equal(JsonValueKind.Null, masked.GetProperty("form").ValueKind);
        Assert.Contains("*", masked.GetProperty("applicant").GetProperty("name").GetString());
        Assert.Contains("*", masked.GetProperty("applicant").GetProperty("idNumber").GetString());

        var clerk = host.As(People.Clerk);
        clerk.DefaultRequestHeaders.Add("Purpose", Uri.EscapeDataString("核对材料"));
        var full = await clerk.GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}", UriKind.Relative));
        Assert.Equal(name, full.GetProperty("applicant").GetProperty("name").GetString());
        var reads = await host.As(IntakeHost.Citizen).GetFromJsonAsync<JsonElement>(new Uri("/api/intake/v1/staff-reads", UriKind.Relative));
        Assert.Contains(reads.GetProperty("items").EnumerateArray(), read => read.GetProperty("purpose").GetString() == "核对材料" && read.GetProperty("record").GetString()!.Contains(IntakeHost.Id(file).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_answer_kept_for_its_idempotency_key_is_sealed_too()
    {
        var file = await host.SubmittedAsync();
        var kept = await host.RowAsync<string>("select string_agg(body, ' ') from idempotency");
        Assert.Contains("v1.k1.", kept);
        Assert.DoesNotContain("13900001234", kept);
        Assert.DoesNotContain(file.GetProperty("applicant").GetProperty("idNumber").GetString()!, kept);
    }

    [Fact]
    public async Task a_clerk_who_files_for_a_person_is_answered_masked()
    {
        using var answer = await host.As(People.Clerk).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, applicantId = IntakeHost.Citizen.Id, form = host.Form }));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Contains("*", JsonElement.Parse(body).GetProperty("applicant").GetProperty("idNumber").GetString());
        Assert.DoesNotContain("13900001234", body);
    }

    [Fact]
    public async Task a_clerk_takes_a_supplement_in_and_cannot_withdraw_the_case()
    {
        var received = await host.ReceivedAsync();
        var code = received.GetProperty("materials")[0].GetProperty("code").GetString()!;
        var asked = await host.MoveAsync(People.Clerk, received, "request-supplement", new { materialCodes = new[] { code }, note = "缺少" });
        using var withdraw = await host.TryAsync(People.Clerk, asked, "withdraw");
        await ProblemAsync(withdraw, 404, "not-found");
        using var put = await host.PutAsync(People.Clerk, asked, code, IntakeHost.Pdf("scanned"), ifMatch: "*");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await host.MoveAsync(People.Clerk, asked, "supply");
    }

    [Fact]
    public async Task approvers_read_what_their_department_decides_and_nothing_else()
    {
        var accepted = await host.AcceptedAsync();
        var department = accepted.GetProperty("matter").GetProperty("departmentCode").GetString();
        var read = await host.ReadAsync(People.Approver with { Department = department }, accepted);
        Assert.Contains("*", read.GetProperty("applicant").GetProperty("name").GetString());
        foreach (var (caller, file) in new[] { (People.Approver with { Department = "elsewhere" }, accepted), (People.Approver with { Department = department }, await host.ReceivedAsync()) })
        {
            using var answer = await host.As(caller).GetAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}", UriKind.Relative));
            await ProblemAsync(answer, 404, "not-found");
        }
    }

    [Fact]
    public async Task withdrawing_ends_a_case_before_acceptance_and_asks_for_its_end_after()
    {
        var file = await host.SubmittedAsync();
        await host.MoveAsync(IntakeHost.Citizen, file, "withdraw");
        Assert.Contains(await host.Published<CaseWithdrawn>(), e => e.CaseId == IntakeHost.Id(file));

        var late = await host.MoveAsync(IntakeHost.Citizen, await host.AcceptedAsync(), "withdraw");
        Assert.Equal(("accepted", "withdrawn"), (late.GetProperty("status").GetString(), late.GetProperty("endRequested").GetString()));
        Assert.Single(await host.Published<EndRequested>(), e => e.CaseId == IntakeHost.Id(late));
        using var again = await host.TryAsync(IntakeHost.Citizen, late, "withdraw");
        await ProblemAsync(again, 409, "case-state");

        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == IntakeHost.Id(late));
        await host.DeliverAsync(new ApprovalEnded(told.CaseId, told.CaseNumber, told.At, "withdrawn", told.Matter, told.Applicant.AccountId, 2));
        var ended = await host.ReadAsync(IntakeHost.Citizen, late);
        Assert.Equal(("ended", "withdrawn", JsonValueKind.Null), (ended.GetProperty("status").GetString(), ended.GetProperty("endedReason").GetString(), ended.GetProperty("endRequested").ValueKind));
    }

    [Fact]
    public async Task a_submission_whose_answer_was_lost_is_answered_again_under_its_key()
    {
        var draft = await host.CompleteAsync();
        var answers = new List<string>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var request = IntakeHost.Post($"/cases/{IntakeHost.Id(draft)}/submit", null);
            request.Headers.Remove("Idempotency-Key");
            request.Headers.Add("Idempotency-Key", $"lost {IntakeHost.Id(draft)}");
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            using var answer = await host.As(IntakeHost.Citizen).SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }
        Assert.Equal(answers[0], answers[1]);
    }

    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {body}");
        var problem = JsonElement.Parse(body);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }
}
