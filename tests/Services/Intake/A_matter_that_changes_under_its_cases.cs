using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>intake and the catalogue together: a matter goes from draft to a second version while a case runs on the first.</summary>
public sealed class A_matter_that_changes_under_its_cases(IntakeHost host) : IClassFixture<IntakeHost>
{
    private static readonly MatterContent Content = Unit.Matters.Examples.Content("410113780000") with
    {
        Name = "食品小作坊登记",
        LicenceType = null,
        LicenceName = null,
        LicenceValidYears = null,
        Elements = Unit.Matters.Examples.Content().Elements with { ResultType = "20", ResultName = "登记证明", ResultSample = "登记证明样式" },
    };

    [Fact]
    public async Task the_running_case_keeps_its_version_and_a_new_one_gets_the_next()
    {
        var code = await PublishAsync(Content);
        var running = await AcceptedAsync(code);
        var waiting = await CompleteAsync(code);
        Assert.Equal((1, 8), Matter(running));

        // Another promise, and one material more.
        await PublishAsync(Content with
        {
            PromisedDays = 5,
            Reason = "压缩承诺时限，增加平面图",
            Materials = [.. Content.Materials, new() { Serial = 3, Name = "平面图", Requirement = "1", Sample = "样例", AcceptStandard = "标明面积" }],
        });
        var told = (await host.Published<CaseAccepted>()).Single(told => told.CaseId == IntakeHost.Id(running));
        await host.DeliverAsync(new DecisionMade(told.CaseId, told.CaseNumber, told.At, "granted", "符合法定条件", People.Approver.Id, told.Matter, told.Applicant, 2));
        await host.DeliverAsync(new ResultHandedOver(told.CaseId, told.CaseNumber, told.At, "granted", "符合法定条件", null, 3));
        var ready = await host.MoveAsync(People.Clerk, await host.ReadAsync(People.Clerk, running), "take-in");
        var closed = await host.MoveAsync(People.Clerk, ready, "deliver");
        Assert.Equal(("closed", (1, 8), 2), (closed.GetProperty("status").GetString(), Matter(closed), closed.GetProperty("materials").GetArrayLength()));
        Assert.Equal(1, (await host.Published<CaseClosed>()).Single(closing => closing.CaseId == told.CaseId).Matter.Version);

        var next = await AcceptedAsync(code);
        Assert.Equal(((2, 5), 3), (Matter(next), next.GetProperty("materials").GetArrayLength()));
        // What was not submitted yet is filled in again under the new version.
        using var late = await host.TryAsync(IntakeHost.Citizen, waiting, "submit");
        await Filing_a_case.ProblemAsync(late, 409, "matter-changed");
    }

    [Fact]
    public async Task a_retired_matter_takes_no_new_case_and_finishes_the_running_one()
    {
        var code = await PublishAsync(Content with { BasicCode = "410113781000", Name = "食品摊贩登记" });
        var running = await AcceptedAsync(code);
        await ChangeAsync(code, 1, "retire", revision: 2);
        using var refused = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", new { matterCode = code, delivery = "counter", form = new { } }));
        await Filing_a_case.ProblemAsync(refused, 422, "matter-not-open");
        var told = (await host.Published<CaseAccepted>()).Single(told => told.CaseId == IntakeHost.Id(running));
        await host.DeliverAsync(new DecisionMade(told.CaseId, told.CaseNumber, told.At, "denied", "不符合条件", People.Approver.Id, told.Matter, told.Applicant, 2));
        Assert.Equal("denied", (await host.ReadAsync(People.Clerk, running)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task a_running_case_is_held_to_the_form_of_its_version()
    {
        static JsonElement Asks(string field) => JsonElement.Parse($$$"""{"type":"object","properties":{"{{{field}}}":{"type":"string","title":"字段"}},"required":["{{{field}}}"]}""");
        var content = Content with { BasicCode = "410113782000", Name = "食品摊点登记", Form = Asks("before") };
        var code = await PublishAsync(content);
        var submitted = await host.MoveAsync(IntakeHost.Citizen, await CompleteAsync(code, new { before = "甲" }), "submit");
        var received = await host.MoveAsync(People.Clerk, submitted, "receive");
        await PublishAsync(content with { Form = Asks("after"), Reason = "调整表单" });
        using var other = await host.TryAsync(People.Clerk, received, "correct", new { form = new { after = "乙" }, note = "按新版填写" });
        await Filing_a_case.ProblemAsync(other, 422, "form-invalid");
        await host.MoveAsync(People.Clerk, received, "correct", new { form = new { before = "丙" }, note = "更正" });
        await host.MoveAsync(IntakeHost.Citizen, await CompleteAsync(code, new { after = "丁" }), "submit");
    }

    private static (int Version, int Promised) Matter(JsonElement file) =>
        file.GetProperty("matter") is var matter ? (matter.GetProperty("version").GetInt32(), matter.GetProperty("promisedDays").GetInt32()) : default;

    private async Task<string> PublishAsync(MatterContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/matters/v1/matters") { Content = JsonContent.Create(content, options: GovJson.Events), Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } };
        using var drafted = await host.Catalogue.As(People.Editor).SendAsync(request);
        Assert.True(drafted.StatusCode == HttpStatusCode.Created, await drafted.Content.ReadAsStringAsync());
        var draft = await drafted.Content.ReadFromJsonAsync<JsonElement>();
        var code = draft.GetProperty("code").GetString()!;
        await ChangeAsync(code, draft.GetProperty("version").GetInt32(), "publish", revision: 1);
        return code;
    }

    private async Task ChangeAsync(string code, int version, string action, int revision)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/matters/v1/matters/{code}/versions/{version}/{action}") { Headers = { IfMatch = { new($"\"{revision}\"") } } };
        using var answer = await host.Catalogue.As(People.Editor).SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await IntakeHost.UntilForgottenAsync();
    }

    private async Task<JsonElement> CompleteAsync(string code, object? form = null)
    {
        using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", new { matterCode = code, delivery = "counter", form = form ?? new { } }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var draft = await answer.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var material in draft.GetProperty("materials").EnumerateArray().Select(material => material.GetProperty("code").GetString()!))
            Assert.True((await host.PutAsync(IntakeHost.Citizen, draft, material, IntakeHost.Pdf(material))).IsSuccessStatusCode);
        return draft;
    }

    private async Task<JsonElement> AcceptedAsync(string code)
    {
        var submitted = await host.MoveAsync(IntakeHost.Citizen, await CompleteAsync(code), "submit");
        return await host.MoveAsync(People.Clerk, await host.MoveAsync(People.Clerk, submitted, "receive"), "accept");
    }
}
