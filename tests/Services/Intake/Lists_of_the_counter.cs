using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>What clerks and applicants look for, and how the database finds it.</summary>
public sealed class Lists_of_the_counter(IntakeHost host) : IClassFixture<IntakeHost>
{
    /// <summary>20,000 cases of 50 matters, a tenth of them waiting, of 20 accounts.</summary>
    private const string Cases = """
        insert into case_file (id, region, number, status, version, channel, delivery, account_id, applicant, applicant_key, matter_code, matter, form_sealed, received_by, receipt_number, created_at, updated_at)
        select gen_random_uuid(), '410497', 'P' || n, case when n % 10 > 0 then 'closed' when n % 20 > 0 then 'submitted' else 'ready' end, 1, 'web', 'counter',
               md5((n % 20)::text)::uuid, '{}', (n % 2000)::text, 'M' || n % 50, '{}', '', md5((n % 40)::text)::uuid, 'R' || n, timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01' + n * interval '1 minute'
        from generate_series(1, 20000) n
        """;

    private static readonly Guid Someone = new("c4ca4238-a0b9-2382-0dcc-509a6f75849b");

    [Theory]
    [InlineData(true, false, false, false, false, "case_file_queue", true)]
    [InlineData(false, true, false, false, false, "case_file_mine", true)]
    [InlineData(true, true, false, false, false, "case_file_mine", false)]
    [InlineData(true, false, false, true, false, "case_file_queue_matter", false)]
    [InlineData(true, false, false, false, true, "case_file_queue_matter", false)]
    public Task the_queue_reads_its_index(bool status, bool mine, bool paper, bool matter, bool department, string index, bool inOrder) =>
        Plans.ReadsIndexAsync(host.Database, "case_file", Cases, CounterQueue.Sql(status, mine, paper, matter, department),
            new { status = "submitted", me = Someone, matter = "M10", department = "M10", At = DateTime.UnixEpoch, Id = Guid.Empty, Days = 30, limit = 21 }, index, inOrder);

    [Fact]
    public Task each_case_of_the_queue_looks_for_its_like_by_index() =>
        Plans.ReadsIndexAsync(host.Database, "case_file", Cases, CounterQueue.Sql(true, false, false, false, false), new { status = "submitted", At = DateTime.UnixEpoch, Id = Guid.Empty, Days = 30, limit = 21 }, "case_file_alike");

    [Fact]
    public Task searching_reads_an_index_each() => Task.WhenAll(
        Plans.ReadsIndexAsync(host.Database, "case_file", Cases, SearchCases.ByNumber, new { number = "P12", from = "", limit = 21 }, "case_file_number_key"),
        Plans.ReadsIndexAsync(host.Database, "case_file", Cases, SearchCases.ByReceipt, new { receipt = "R12", last = Guid.AllBitsSet, limit = 21 }, "case_file_receipt_number_key"),
        Plans.ReadsIndexAsync(host.Database, "case_file", Cases, SearchCases.ByApplicant, new { key = "12", last = Guid.AllBitsSet, limit = 21 }, "case_file_applicant", inOrder: false),
        Plans.ReadsIndexAsync(host.Database, "case_file", Cases, Duplicates.Sql, new { AccountId = Someone, MatterCode = "M1", CreatedAt = new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc), Days = 30, Id = Guid.Empty, Object = "店" }, "case_file_alike", inOrder: false),
        Plans.ReadsIndexAsync(host.Database, "case_file", Cases, FillApplicantKeys.DueSql, new { Batch = 1000 }, "case_file_unkeyed"));

    [Fact]
    public async Task looking_for_what_is_alike_reads_nothing_else_however_much_an_applicant_has() =>
        Assert.Equal(0, await Plans.RowsReadAsync(host.Database, "case_file", Cases, Duplicates.Sql,
            new { AccountId = Someone, MatterCode = "M21", CreatedAt = new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc), Days = 30, Id = Guid.Empty, Object = "店" }));

    [Fact]
    public async Task mine_are_those_i_took_in_until_another_has_them_in_hand()
    {
        var file = await host.ReceivedAsync();
        Assert.Contains(IntakeHost.Id(file), await IdsAsync(People.Clerk, "counter/queue?mine=true&limit=100"));
        Assert.DoesNotContain(IntakeHost.Id(file), await IdsAsync(People.SecondClerk, "counter/queue?mine=true&limit=100"));
        using var claimed = await host.TryAsync(People.SecondClerk, file, "claim");
        Assert.DoesNotContain(IntakeHost.Id(file), await IdsAsync(People.Clerk, "counter/queue?mine=true&limit=100"));
        var line = (await ListAsync(People.SecondClerk, "counter/queue?mine=true&status=received&limit=100")).Single(one => one.GetProperty("id").GetGuid() == IntakeHost.Id(file));
        Assert.Equal(("me", 3), (line.GetProperty("held").GetString(), line.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task what_waits_for_paper_is_what_has_originals_in_the_post()
    {
        var file = await host.SubmittedAsync();
        var id = IntakeHost.Id(file);
        Assert.DoesNotContain(id, await IdsAsync(People.Clerk, "counter/queue?waitingForPaper=true&limit=100"));
        await host.RowAsync<int>("""
            insert into posted_original (id, case_id, material_code, state, carrier, tracking_number, announced_at)
            values (gen_random_uuid(), @id, @code, 'expected', 'ems', '1', now())
            """, new { id, code = file.GetProperty("materials")[0].GetProperty("code").GetString() });
        Assert.Contains(id, await IdsAsync(People.Clerk, "counter/queue?waitingForPaper=true&limit=100"));
    }

    [Fact]
    public async Task the_queue_is_narrowed_to_a_matter_or_a_department()
    {
        var id = IntakeHost.Id(await host.SubmittedAsync());
        foreach (var filter in new[] { $"matter={host.MatterCode}", $"department={host.MatterCode[..18]}" })
            Assert.Contains(id, await IdsAsync(People.Clerk, $"counter/queue?{filter}&limit=100"));
        Assert.Empty(await IdsAsync(People.Clerk, "counter/queue?department=91410497000000000X"));
    }

    [Fact]
    public async Task a_case_is_found_by_number_receipt_and_the_applicants_number_which_needs_a_purpose()
    {
        var file = await host.ReceivedAsync();
        var (id, number) = (IntakeHost.Id(file), file.GetProperty("number").GetString()!);
        Assert.Equal([id], await IdsAsync(People.Clerk, $"counter/search?number={number}"));
        Assert.Contains(id, await IdsAsync(People.Clerk, $"counter/search?number={number[..39]}&limit=100"));
        Assert.Equal([id], await IdsAsync(People.Clerk, $"counter/search?receipt={file.GetProperty("receiptNumber").GetString()}"));

        var idNumber = file.GetProperty("applicant").GetProperty("idNumber").GetString()!;
        if (idNumber.Contains('*', StringComparison.Ordinal))
            idNumber = (await host.ReadAsync(IntakeHost.Citizen, file)).GetProperty("applicant").GetProperty("idNumber").GetString()!;
        using var blind = await host.As(People.Clerk).GetAsync(new Uri($"/api/intake/v1/counter/search?idNumber={idNumber}", UriKind.Relative));
        await Filing_a_case.ProblemAsync(blind, 400, "purpose-required");
        var clerk = host.As(People.Clerk);
        clerk.DefaultRequestHeaders.Add("Purpose", "applicant-at-the-desk");
        var found = await clerk.GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/counter/search?idNumber={idNumber.ToLowerInvariant()}&limit=100", UriKind.Relative));
        Assert.Contains(found.GetProperty("items").EnumerateArray(), line => line.GetProperty("id").GetGuid() == id);
        Assert.All(found.GetProperty("items").EnumerateArray(), line => Assert.Contains("*", line.GetProperty("applicantName").GetString()));
        var reads = await host.As(IntakeHost.Citizen).GetStringAsync(new Uri("/api/intake/v1/staff-reads", UriKind.Relative));
        Assert.Contains("applicant-at-the-desk", reads);
        using var two = await host.As(People.Clerk).GetAsync(new Uri($"/api/intake/v1/counter/search?number={number}&receipt=x", UriKind.Relative));
        await Filing_a_case.ProblemAsync(two, 422, "one-criterion");
    }

    [Fact]
    public async Task cases_from_before_the_search_by_applicant_are_found_too()
    {
        var file = await host.SubmittedAsync();
        var (id, before) = (IntakeHost.Id(file), await host.RowAsync<string>("select applicant_key from case_file where id = @id", new { id = IntakeHost.Id(file) }));
        await host.RowAsync<int>("update case_file set applicant_key = null where id = @id", new { id });
        await using var db = await host.Database.OpenConnectionAsync();
        using var loop = ActivatorUtilities.CreateInstance<FillApplicantKeys>(host.Services);
        await loop.StartAsync(default);
        for (var n = 0; n < 100 && await db.ExecuteScalarAsync<string?>("select applicant_key from case_file where id = @id", new { id }) is null; n++)
            await Task.Delay(100);
        await loop.StopAsync(default);
        Assert.Equal(before, await db.ExecuteScalarAsync<string?>("select applicant_key from case_file where id = @id", new { id }));
    }

    [Fact]
    public async Task the_same_again_is_pointed_out_before_and_at_submission_and_to_the_clerk()
    {
        var applicant = IntakeHost.Citizen with { Id = SeededPeople.Citizen(TestIssuer.Region, 2) };
        var first = await SubmittedAsync(applicant, "星光小区 3号");
        Assert.Empty(first.GetProperty("duplicates").EnumerateArray());
        var asked = await host.As(applicant).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/duplicates?matterCode={host.MatterCode}&object={Uri.EscapeDataString("星光小区３号")}", UriKind.Relative));
        Assert.Equal([IntakeHost.Id(first)], asked.EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
        Assert.Empty((await host.As(applicant).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/duplicates?matterCode={host.MatterCode}&object=other", UriKind.Relative))).EnumerateArray());

        var second = await SubmittedAsync(applicant, "星光小区3号");
        Assert.Equal([IntakeHost.Id(first)], second.GetProperty("duplicates").EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
        Assert.Equal(first.GetProperty("number").GetString(), (await host.ReadAsync(People.Clerk, second)).GetProperty("duplicates")[0].GetProperty("number").GetString());
        var queue = (await ListAsync(People.Clerk, $"counter/queue?matter={host.MatterCode}&limit=100")).ToDictionary(line => line.GetProperty("id").GetGuid(), line => line.GetProperty("alike").GetBoolean());
        Assert.True(queue[IntakeHost.Id(first)] && queue[IntakeHost.Id(second)]);

        await host.MoveAsync(applicant, first, "withdraw");
        Assert.Empty((await host.ReadAsync(People.Clerk, second)).GetProperty("duplicates").EnumerateArray());
    }

    [Fact]
    public async Task progress_says_in_either_language_what_comes_next()
    {
        var file = await host.SubmittedAsync();
        var zh = await host.As(IntakeHost.Citizen).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}/progress", UriKind.Relative));
        var english = host.As(IntakeHost.Citizen);
        english.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var en = await english.GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}/progress", UriKind.Relative));
        Assert.Equal(("pre-review", "counter"), (zh.GetProperty("next").GetProperty("code").GetString(), zh.GetProperty("holder").GetProperty("kind").GetString()));
        Assert.Contains("网上预审", zh.GetProperty("next").GetProperty("text").GetString());
        Assert.Contains("pre-reviews", en.GetProperty("next").GetProperty("text").GetString());
    }

    private async Task<JsonElement> SubmittedAsync(Caller applicant, string about)
    {
        using var answer = await host.As(applicant).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, delivery = "counter", @object = about, form = host.Form }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var draft = await answer.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var code in draft.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()!))
            await host.PutAsync(applicant, draft, code, IntakeHost.Pdf(code));
        return await host.MoveAsync(applicant, draft, "submit");
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(Caller caller, string path) =>
        [.. (await host.As(caller).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/{path}", UriKind.Relative))).GetProperty("items").EnumerateArray()];

    private async Task<IReadOnlyList<Guid>> IdsAsync(Caller caller, string path) => [.. (await ListAsync(caller, path)).Select(line => line.GetProperty("id").GetGuid())];
}
