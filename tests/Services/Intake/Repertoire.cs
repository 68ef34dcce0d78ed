using System.Text.Json;
using GovPlatform.Intake;
using GovPlatform.Tests.Services.Intake.Conditions;
using Microsoft.Extensions.DependencyInjection;
using Call = (string Action, System.Func<System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage?>> Make);

namespace GovPlatform.Tests.Services.Intake;

/// <summary>What people may call about a case, and what it may hear, each with the action of the diagram that it is.</summary>
/// <param name="package">Where the case is a part of one: the second step, which waits for the first.</param>
/// <param name="township">A clerk at another desk.</param>
internal sealed class Repertoire(IntakeHost host, Random random, JsonElement? package, Caller township)
{
    private readonly List<(Guid Id, bool ToDesk)> transfers = [];

    public IReadOnlyList<Call> For(JsonElement file) =>
    [
        .. Filing(file), .. Counter(file), .. Conditions(file), .. Noted(file), .. Results(file), .. file.GetProperty("number").GetString() is { } number ? Heard(file, number) : [],
        .. package is { } whole ? Enumerable.Repeat<Call>(("release", () => FirstStepAsync(whole)), 4) : [],
    ];

    private IEnumerable<Call> Filing(JsonElement file) =>
    [
        ("submit", () => WholeAsync(file, "submit", always: true)), ("submit", () => WholeAsync(file, "submit", always: false)), ("withdraw", () => WholeAsync(file, "withdraw", always: false)),
        ("resubmit", () => AnswerAsync(file, "resubmit")), ("supply", () => AnswerAsync(file, "supply")),
        Of(file, "redirect", IntakeHost.Citizen, random.Next(8) == 0 ? new { delivery = "electronic" } : new { delivery = "post", postalAddress = Desks.Address }),
    ];

    private IEnumerable<Call> Counter(JsonElement file)
    {
        var everything = new { materialCodes = Codes(file), note = "请重新提交" };
        return
        [
            Of(file, "pre-review"), Of(file, "return", body: everything), Of(file, "receive"), Of(file, "receive"), Of(file, "request-supplement", body: everything),
            Of(file, "accept"), Of(file, "accept"), Of(file, "refuse", body: new { code = "barred", reason = "在禁止申请期限内" }), Of(file, "hand-in-again", body: new { note = "已重新扫描" }),
        ];
    }

    private IEnumerable<Call> Conditions(JsonElement file)
    {
        string[] later = [.. file.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("requirement").GetString() == "3").Select(ConditionCases.Code)];
        return
        [
            Of(file, "defer", body: new { materialCodes = later is [] ? Codes(file)[..1] : later }), Of(file, "defer", body: new { materialCodes = later is [] ? Codes(file) : later }),
            ("sign", () => file.GetProperty("mode").GetString() == "commitment" || random.Next(4) == 0 ? SignAsync(file, "commitment", "commitment") : SignAsync(file, "defer/sign", "deferral")),
        ];
    }

    private IEnumerable<Call> Noted(JsonElement file) =>
    [
        Of(file, "green-request", body: new { reason = "项目急需开工" }, step: "green-channel"),
        Of(file, "green-open", People.Supervisor, new { open = random.Next(2) == 0 }, "green-channel/answer"),
        ("papers", () => random.Next(2) == 0 ? SendAsync(file) : SignForAsync(file)),
    ];

    private IEnumerable<Call> Results(JsonElement file)
    {
        var clerk = random.Next(8) == 0 ? township : People.Clerk;
        return
        [
            Of(file, "take-in", clerk), Of(file, "post", clerk, new { carrier = "EMS", trackingNumber = "E1" }), Of(file, "parcel-returned", clerk, new { reason = "收件人拒收" }),
            Of(file, "deliver", clerk),
        ];
    }

    /// <summary>What approval and the licence store may tell, at any time, in any order and with any version.</summary>
    private IEnumerable<Call> Heard(JsonElement file, string number)
    {
        var (id, at, version) = (IntakeHost.Id(file), host.Clock.Now, random.Next(1, 6));
        var matter = file.GetProperty("matter").Deserialize<MatterRef>(GovJson.Events)!;
        var applicant = new ApplicantRef(IntakeHost.Citizen.Id, Kind.Citizen, "", "111", "", null);
        return
        [
            ("start-approval", () => HearAsync(new ApprovalStarted(id, number, at, matter.DepartmentCode, version))),
            ("send-back", () => HearAsync(new CaseSentBack(id, number, at, "扫描件不清", version))),
            ("end", () => HearAsync(new ApprovalEnded(id, number, at, "withdrawn", matter, IntakeHost.Citizen.Id, version))),
            ("grant", () => HearAsync(new DecisionMade(id, number, at, "granted", "符合条件", null, matter, applicant, version))),
            ("deny", () => HearAsync(new DecisionMade(id, number, at, "denied", "不予", null, matter, applicant, version))),
            ("hand-over", () => HearAsync(new ResultHandedOver(id, number, at, "granted", "符合条件", null, version))),
            ("attach-licence", () => HearAsync(new CertificateIssued(id, number, at, Guid.CreateVersion7(), "1.2.156", "n", "证", IntakeHost.Citizen.Id, "code"))),
        ];
    }

    private Call Of(JsonElement file, string action, Caller? by = null, object? body = null, string? step = null) => (action, async () => await host.TryAsync(by ?? People.Clerk, file, step ?? action, body));

    /// <summary>A part is handed in and, as a draft, taken back with its whole package only.</summary>
    private async Task<HttpResponseMessage?> WholeAsync(JsonElement file, string step, bool always) => package is { } whole && (always || random.Next(2) == 0)
        ? await host.TryPackageAsync(await host.PackageAsync(whole), step) : await host.TryAsync(IntakeHost.Citizen, file, step);

    private async Task<HttpResponseMessage?> AnswerAsync(JsonElement file, string step)
    {
        // Materials that a notice asks for come again before it is answered, most of the time.
        if (random.Next(4) > 0)
            foreach (var material in file.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("requested").GetBoolean()))
                (await host.PutAsync(IntakeHost.Citizen, file, ConditionCases.Code(material), IntakeHost.Pdf($"again {random.Next()}"), ifMatch: "*")).Dispose();
        return await host.TryAsync(IntakeHost.Citizen, file, step);
    }

    private async Task<HttpResponseMessage?> SignAsync(JsonElement file, string step, string kind)
    {
        var letter = (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/letters")).EnumerateArray().FirstOrDefault(one => one.GetProperty("kind").GetString() == kind);
        var digest = letter.ValueKind == JsonValueKind.Object ? letter.GetProperty("digest").GetString() : new string('a', 64);
        return await host.TryAsync(IntakeHost.Citizen, file, step, new { digest });
    }

    /// <summary>A paper to the department or to the other desk, or the result there.</summary>
    private async Task<HttpResponseMessage?> SendAsync(JsonElement file)
    {
        var toDesk = random.Next(2) == 0;
        var code = toDesk && file.GetProperty("status").GetString() == "ready" ? null : Codes(file)[0];
        var answer = await host.As(People.Clerk).SendAsync(IntakeHost.Post("/paper-transfers", new
        {
            toDepartment = toDesk ? null : Department(file), toDesk = toDesk ? Desks.Hall("t1") : (Guid?)null, items = new[] { new { caseId = IntakeHost.Id(file), materialCode = code, originals = 1 } },
        }));
        if (answer.IsSuccessStatusCode)
            transfers.Add((IntakeHost.Id(await PackageSteps.ReadAsync(answer)), toDesk));
        return answer;
    }

    private async Task<HttpResponseMessage?> SignForAsync(JsonElement file)
    {
        var (id, toDesk) = transfers.LastOrDefault((Guid.CreateVersion7(), true));
        var by = toDesk ? township : People.Approver with { Department = Department(file) };
        return await host.As(by).SendAsync(IntakeHost.Post($"/paper-transfers/{id}/receive", new { accepted = random.Next(2) == 0 }));
    }

    private async Task<HttpResponseMessage?> HearAsync<T>(T told) where T : class, IEvent
    {
        await host.DeliverAsync(told);
        return null;
    }

    /// <summary>The step that the part waits for is done, or fails, and the package is looked at as its loop does.</summary>
    private async Task<HttpResponseMessage?> FirstStepAsync(JsonElement whole)
    {
        var seen = await host.PackageAsync(whole);
        if (seen.Part("sole").GetProperty("status").GetString() == "submitted")
        {
            await host.PartStepAsync(seen, "sole", "receive");
            await host.PartStepAsync(await host.PackageAsync(whole), "sole", "accept");
            await host.DecidedAsync(seen, "sole", random.Next(2) == 0 ? "granted" : "denied");
        }
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PackageSettling>().SettleAsync(IntakeHost.Id(whole));
        await scope.ServiceProvider.GetRequiredService<Tx>().CommitAsync();
        return null;
    }

    private static string[] Codes(JsonElement file) => [.. file.GetProperty("materials").EnumerateArray().Select(ConditionCases.Code)];

    private static string Department(JsonElement file) => file.GetProperty("matter").GetProperty("departmentCode").GetString()!;
}
