using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Tests.Services.Certificates;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>intake with the e-licence store behind it.</summary>
public sealed class LicencesHost : IntakeHost
{
    internal CertificatesHost Store { get; } = new();

    protected override HttpMessageHandler Certificates() => Store.Handler();

    public override async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>A licence of that name is issued to somebody.</summary>
    internal async Task<CertificateIssued> LicenceAsync(string name, Caller? holder = null, int? years = 5)
    {
        var granted = Store.Granted(holder ?? Citizen, years: years);
        var issued = await Store.IssuedAsync(granted with { At = Clock.GetUtcNow().UtcDateTime, Matter = granted.Matter with { LicenceName = name } });
        // What the store answered a moment ago is not good any more.
        await UntilForgottenAsync();
        return issued;
    }

    /// <summary>A licence is in force no more.</summary>
    internal async Task EndAsync(CertificateIssued licence)
    {
        await Store.RowAsync<int?>("update certificate set status = 'revoked' where id = @CertificateId", new { licence.CertificateId });
        await UntilForgottenAsync();
    }
}

/// <summary>Nobody is asked for paper that the platform has: e-licences and what was handed in before are taken over without an upload.</summary>
public sealed class Papers_on_file(LicencesHost host) : IClassFixture<LicencesHost>
{
    [Fact]
    public async Task a_licence_in_force_stands_for_the_material_of_its_name()
    {
        var draft = await host.DraftAsync();
        var (code, name) = Material(draft, 0);
        var licence = await host.LicenceAsync(name);
        var told = Assert.Single(await OnFileAsync(draft), paper => Text(paper, "reference") == licence.LicenceId);
        Assert.Equal((code, "licence", licence.LicenceNumber), (Text(told, "code"), Text(told, "source"), Text(told.GetProperty("licence"), "licenceNumber")));

        var taken = Found(await TakeAsync(draft, code, licence.LicenceId), code);
        Assert.Equal(("licence", licence.LicenceId, licence.LicenceNumber), (Text(taken, "source"), Text(taken, "reference"), Text(taken.GetProperty("licence"), "licenceNumber")));
        Assert.True(taken.GetProperty("isThere").GetBoolean());
        Assert.DoesNotContain(await OnFileAsync(draft), paper => Text(paper, "code") == code);
        // Twice changes nothing; what is there is replaced only where that is said.
        var before = await SuppliedAtAsync(draft, code);
        await TakeAsync(draft, code, licence.LicenceId);
        Assert.Equal(before, await SuppliedAtAsync(draft, code));
        using var over = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf("instead"));
        await Filing_a_case.ProblemAsync(over, 428, "if-match-required");
        using var seen = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf("instead"), ifMatch: $"\"{licence.LicenceId}\"");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        var replaced = Found(await host.ReadAsync(IntakeHost.Citizen, draft), code);
        Assert.Equal(("upload", JsonValueKind.Null, JsonValueKind.Null), (Text(replaced, "source"), replaced.GetProperty("reference").ValueKind, replaced.GetProperty("licence").ValueKind));
    }

    [Fact]
    public async Task a_case_goes_its_way_with_a_licence_and_the_receipt_names_it()
    {
        var draft = await host.DraftAsync();
        var (code, name) = Material(draft, 0);
        var licence = await host.LicenceAsync(name);
        await TakeAsync(draft, code, licence.LicenceId);
        foreach (var other in draft.GetProperty("materials").EnumerateArray().Select(m => Text(m, "code")!).Where(other => other != code))
            using (await host.PutAsync(IntakeHost.Citizen, draft, other, IntakeHost.Pdf(other)))
            {
            }
        var received = await host.MoveAsync(People.Clerk, await host.MoveAsync(IntakeHost.Citizen, draft, "submit"), "receive");
        await host.MoveAsync(People.Clerk, received, "accept");
        var told = Assert.Single(await host.Published<CaseAccepted>(), e => e.CaseId == IntakeHost.Id(draft));
        Assert.Equal(licence.LicenceId, told.Materials.Single(m => m.Code == code).Reference);
        Assert.Contains(licence.LicenceNumber, await host.RowAsync<string>("select received_materials::text from case_file where id = @id", new { id = IntakeHost.Id(draft) }));
    }

    [Fact]
    public async Task anothers_licence_one_for_another_paper_and_one_that_has_expired_are_not_on_file()
    {
        var draft = await host.DraftAsync();
        var (code, name) = Material(draft, 0);
        var theirs = await host.LicenceAsync(name, People.Stranger);
        var other = await host.LicenceAsync("狩猎证");
        var old = await host.LicenceAsync(name, years: 1);
        host.Store.Clock.Advance(TimeSpan.FromDays(400));
        await IntakeHost.UntilForgottenAsync();
        foreach (var licence in new[] { theirs, other, old })
        {
            var problem = await host.ProblemAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(draft)}/on-file", Taking((code, licence.LicenceId)), 422, "not-on-file");
            Assert.Equal("/materials/0/reference", problem.GetProperty("errors").EnumerateObject().Single().Name);
        }
        Assert.Null(await host.RowAsync<string>("select reference from case_material where case_id = @id and code = @code", new { id = IntakeHost.Id(draft), code }));
    }

    [Fact]
    public async Task what_was_handed_in_for_an_earlier_case_is_taken_all_or_nothing()
    {
        var earlier = await host.SubmittedAsync();
        var draft = await host.DraftAsync();
        var ((first, _), (second, _)) = (Material(draft, 0), Material(draft, 1));
        var had = (await OnFileAsync(draft)).Where(paper => Text(paper, "source") == "shared").ToDictionary(paper => Text(paper, "code")!, paper => Text(paper, "reference")!);
        Assert.Equal(Text(Found(await host.ReadAsync(IntakeHost.Citizen, earlier), first), "sha256"), had[first]);

        await host.ProblemAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(draft)}/on-file", Taking((first, had[first]), (second, new string('a', 64))), 422, "not-on-file");
        Assert.Null(await host.RowAsync<string>("select sha256 from case_material where case_id = @id and code = @first", new { id = IntakeHost.Id(draft), first }));
        var all = await host.PostAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(draft)}/on-file", Taking((first, had[first]), (second, had[second])));
        Assert.All([first, second], code => Assert.Equal(("shared", had[code]), (Text(Found(all, code), "source"), Text(Found(all, code), "sha256"))));
        Assert.StartsWith("%PDF", await host.As(IntakeHost.Citizen).GetStringAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/materials/{first}", UriKind.Relative)));
    }

    [Fact]
    public async Task what_the_sweep_has_in_its_hands_is_waited_for_and_then_is_not_on_file()
    {
        var (filed, content) = (await host.CompleteAsync(), Uploading.Pdf());
        var (code, _) = Material(filed, 0);
        (await host.PutAsync(IntakeHost.Citizen, filed, code, content, ifMatch: "*")).EnsureSuccessStatusCode().Dispose();
        var (earlier, draft) = (await host.MoveAsync(IntakeHost.Citizen, filed, "submit"), await host.DraftAsync());
        await using var sweep = await host.Database.OpenConnectionAsync();
        await sweep.ExecuteAsync("select pg_advisory_lock(hashtextextended('file ' || @sha256, 0))", new { sha256 = Uploading.Sha256(content) });
        var taken = host.ProblemAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(draft)}/on-file", Taking((code, Uploading.Sha256(content))), 422, "not-on-file");
        await Task.Delay(300);
        var waited = !taken.IsCompleted;
        await host.RowAsync<string>("update case_material set sha256 = null where case_id = @id and code = @code returning code", new { id = IntakeHost.Id(earlier), code });
        await sweep.ExecuteAsync("select pg_advisory_unlock_all()");
        Assert.True(waited);
        await taken;
    }

    [Fact]
    public async Task a_strangers_papers_are_not_told_and_a_digest_alone_opens_nothing()
    {
        var earlier = await host.SubmittedAsync();
        using var theirs = await host.As(IntakeHost.Citizen with { Id = SeededPeople.Citizen(TestIssuer.Region, 2) }).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, form = host.Form }));
        var stranger = IntakeHost.Citizen with { Id = SeededPeople.Citizen(TestIssuer.Region, 2) };
        var draft = await theirs.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Empty((await host.GetAsync(stranger, $"/cases/{IntakeHost.Id(draft)}/on-file")).EnumerateArray());
        var (code, _) = Material(earlier, 0);
        await host.ProblemAsync(stranger, $"/cases/{IntakeHost.Id(draft)}/on-file", Taking((code, Text(Found(earlier, code), "sha256")!)), 422, "not-on-file");
        using var foreign = await host.As(stranger).GetAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(earlier)}/on-file", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task one_call_files_a_case_with_what_is_on_file()
    {
        var earlier = await host.SubmittedAsync();
        var (code, name) = Material(earlier, 0);
        var licence = await host.LicenceAsync(name);
        var papers = (await host.GetAsync(IntakeHost.Citizen, $"/matters/{host.MatterCode}/on-file")).EnumerateArray().ToList();
        Assert.Contains(papers, paper => Text(paper, "reference") == licence.LicenceId);
        using var bare = await FileAsync([]);
        Assert.EndsWith($"/matters/{host.MatterCode}/on-file", Text(await Filing_a_case.ProblemAsync(bare, 422, "materials-missing"), "onFile"));
        object[] materials =
        [
            new { code, onFile = licence.LicenceId },
            .. papers.Where(paper => Text(paper, "code") != code && Text(paper, "source") == "shared").Select(paper => new { code = Text(paper, "code"), onFile = Text(paper, "reference") }),
        ];
        using var filed = await FileAsync(materials);
        var file = await filed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(filed.StatusCode == HttpStatusCode.Created, file.GetRawText());
        Assert.Equal(("submitted", licence.LicenceId), (Text(file, "status"), Text(Found(file, code), "reference")));
        Assert.Equal(Found(file, code).GetRawText(), Found(await host.ReadAsync(IntakeHost.Citizen, file), code).GetRawText());
        using var both = await FileAsync([new { code, onFile = licence.LicenceId, uploadId = Guid.NewGuid() }]);
        await Filing_a_case.ProblemAsync(both, 422, "upload-or-on-file");

        Task<HttpResponseMessage> FileAsync(object[] materials) =>
            host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, form = host.Form, submit = true, despiteDuplicates = true, materials }));
    }

    [Fact]
    public async Task a_package_is_opened_with_what_is_on_file_for_every_sub_case_that_lists_it()
    {
        var plan = await host.PlanAsync();
        var brought = plan.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("fromStep").ValueKind == JsonValueKind.Null).ToList();
        var (shared, other) = (brought.First(m => m.GetProperty("uses").GetArrayLength() > 1), brought.Last(m => m.GetProperty("uses").GetArrayLength() == 1));
        var (code, second) = (Text(shared.GetProperty("uses")[0], "materialCode")!, Text(other.GetProperty("uses")[0], "materialCode")!);
        var licence = await host.LicenceAsync(Text(shared, "name")!);
        var submitted = await host.SubmittedPackageAsync();
        var had = Text(submitted.GetProperty("materials").EnumerateArray().Single(m => Text(m, "name") == Text(other, "name")), "sha256")!;

        await RefusedAsync("not-on-file", "/materials/1/onFile", new { code, onFile = licence.LicenceId }, new { code = second, onFile = new string('a', 64) });
        await RefusedAsync("upload-or-on-file", "/materials/0", new { code, onFile = licence.LicenceId, uploadId = Guid.NewGuid() });
        await RefusedAsync("upload-or-on-file", "/materials/0", new { code });
        var opened = await host.PostAsync(IntakeHost.Citizen, "/packages", Opening(new { code, onFile = licence.LicenceId }, new { code = second, onFile = had }));
        foreach (var use in shared.GetProperty("uses").EnumerateArray())
            Assert.Equal(("licence", licence.LicenceId), (Text(Found(await PartAsync(use), Text(use, "materialCode")!), "source"), Text(Found(await PartAsync(use), Text(use, "materialCode")!), "reference")));
        Assert.Equal(("shared", had), (Text(Found(await PartAsync(other.GetProperty("uses")[0]), second), "source"), Text(Found(await PartAsync(other.GetProperty("uses")[0]), second), "sha256")));

        object Opening(params object[] materials) => new { packageCode = PackageSteps.Code, answers = PackageSteps.Answers, materials };
        Task<JsonElement> PartAsync(JsonElement use) => host.ReadAsync(IntakeHost.Citizen, opened.Part(Text(use, "step")!));
        async Task RefusedAsync(string problem, string pointer, params object[] materials) =>
            Assert.Equal(pointer, (await host.ProblemAsync(IntakeHost.Citizen, "/packages", Opening(materials), 422, problem)).GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task a_licence_goes_over_to_a_case_that_is_filed_again_while_it_is_in_force()
    {
        var draft = await host.DraftAsync();
        var ((first, name), (second, other)) = (Material(draft, 0), Material(draft, 1));
        var (kept, old) = (await host.LicenceAsync(name), await host.LicenceAsync(other));
        await TakeAsync(draft, first, kept.LicenceId);
        await TakeAsync(draft, second, old.LicenceId);
        var withdrawn = await host.MoveAsync(IntakeHost.Citizen, await host.ReadAsync(IntakeHost.Citizen, draft), "withdraw");
        await host.EndAsync(old);
        var again = await host.MoveAsync(IntakeHost.Citizen, withdrawn, "refile");
        Assert.Equal(("licence", kept.LicenceId), (Text(Found(again, first), "source"), Text(Found(again, first), "reference")));
        Assert.False(Found(again, second).GetProperty("isThere").GetBoolean());
        Assert.Equal(Found(again, first).GetRawText(), Found(await host.ReadAsync(IntakeHost.Citizen, again), first).GetRawText());
    }

    [Fact]
    public async Task a_licence_that_is_over_is_not_accepted_but_hinders_no_acceptance_by_law()
    {
        var draft = await host.CompleteAsync();
        var (code, name) = Material(draft, 0);
        var licence = await host.LicenceAsync(name);
        await host.PostAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(draft)}/on-file", new { materials = new[] { new { code, reference = licence.LicenceId, replaces = Text(Found(await host.ReadAsync(IntakeHost.Citizen, draft), code), "sha256") } } });
        var received = await host.MoveAsync(People.Clerk, await host.MoveAsync(IntakeHost.Citizen, draft, "submit"), "receive");
        await host.EndAsync(licence);
        using var over = await host.TryAsync(People.Clerk, received, "accept");
        Assert.Equal($"/materials/{code}", (await Filing_a_case.ProblemAsync(over, 422, "licence-not-in-force")).GetProperty("errors").EnumerateObject().Single().Name);
        var batch = await host.PostAsync(People.Clerk, "/counter/batch", new { action = "accept", items = new[] { new { id = IntakeHost.Id(received), version = received.GetProperty("version").GetInt32() } } });
        Assert.Equal("licence-not-in-force", Text(batch.GetProperty("items")[0].GetProperty("problem"), "code"));
        Assert.Equal("received", Text(await host.ReadAsync(People.Clerk, received), "status"));
        host.Clock.Advance(TimeSpan.FromDays(15));
        await Clocks_of_the_counter.UntilAsync(host, received, "accepted");
    }

    [Fact]
    public async Task a_store_that_is_down_is_503_and_stores_nothing_while_shared_paper_needs_no_store()
    {
        await host.SubmittedAsync();
        var draft = await host.DraftAsync();
        var (code, _) = Material(draft, 0);
        var had = Text((await OnFileAsync(draft)).First(paper => Text(paper, "code") == code && Text(paper, "source") == "shared"), "reference")!;
        await IntakeHost.UntilForgottenAsync();
        host.NeighboursAreDown = true;
        try
        {
            using var licence = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post($"/cases/{IntakeHost.Id(draft)}/on-file", Taking((code, "1.2.156.3005.2.x"))));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, licence.StatusCode);
            Assert.Equal("shared", Text(Found(await TakeAsync(draft, code, had), code), "source"));
        }
        finally
        {
            host.NeighboursAreDown = false;
        }
    }

    [Fact]
    public async Task the_counter_asks_with_a_purpose_and_takes_for_its_own_draft_only()
    {
        var draft = await host.DraftAsync();
        using var hidden = await host.As(People.Clerk).GetAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/on-file", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        var atCounter = await host.PostAsync(People.Clerk, "/cases", new { matterCode = host.MatterCode, applicantId = IntakeHost.Citizen.Id, form = host.Form });
        using var silent = await host.As(People.Clerk).GetAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(atCounter)}/on-file", UriKind.Relative));
        await Filing_a_case.ProblemAsync(silent, 400, "purpose-required");
        var (code, name) = Material(atCounter, 0);
        var licence = await host.LicenceAsync(name);
        var taken = await host.PostAsync(People.Clerk, $"/cases/{IntakeHost.Id(atCounter)}/on-file", Taking((code, licence.LicenceId)));
        Assert.Equal("licence", Text(Found(taken, code), "source"));
    }

    private static object Taking(params (string Code, string Reference)[] papers) => new { materials = papers.Select(paper => new { code = paper.Code, reference = paper.Reference }) };

    private Task<JsonElement> TakeAsync(JsonElement file, string code, string reference) => host.PostAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/on-file", Taking((code, reference)));

    private async Task<List<JsonElement>> OnFileAsync(JsonElement file) => [.. (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/on-file")).EnumerateArray()];

    private Task<DateTime> SuppliedAtAsync(JsonElement file, string code) =>
        host.RowAsync<DateTime>("select supplied_at from case_material where case_id = @id and code = @code", new { id = IntakeHost.Id(file), code });

    private static (string Code, string Name) Material(JsonElement file, int n) => (Text(file.GetProperty("materials")[n], "code")!, Text(file.GetProperty("materials")[n], "name")!);

    private static JsonElement Found(JsonElement file, string code) => file.GetProperty("materials").EnumerateArray().Single(m => Text(m, "code") == code);

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
