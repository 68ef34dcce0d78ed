using System.Text.Json;
using GovPlatform.Ops;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>What people do with a case through the gateway, in the order that a test has them do it.</summary>
internal sealed class CounterWalk(DemoClient client, DemoDirectory people) : IDisposable
{
    private const string Region = "410497";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int next = 3;

    /// <summary>A citizen of one's own for each journey, so that what one has breached is not held against another.</summary>
    public DemoPerson Citizen { get; } = people.Citizen(Interlocked.Increment(ref next));

    public DemoPerson Clerk { get; } = people.Clerk(0);

    public DemoPerson Supervisor => people.Supervisor;

    private DemoPerson Admin { get; } = new(client, SeededPeople.Staff(Region, SeededPeople.Hall, Role.Admin, 1));

    public static async Task<CounterWalk> BeginAsync(Platform platform)
    {
        await platform.UntilReadyAsync();
        var client = new DemoClient(platform.Gateway);
        return new(client, await DemoDirectory.ReadAsync(client, default));
    }

    public void Dispose() => client.Dispose();

    public DemoPerson Approver(JsonElement file) => people.Approver(Text(file.GetProperty("matter"), "departmentCode"), 0);

    public async Task<JsonElement> GetAsync(string path) => (await client.SendAsync(new(HttpMethod.Get, path), default, 200)).Json;

    /// <summary>The published matter whose name begins so.</summary>
    public async Task<JsonElement> MatterAsync(string name)
    {
        var found = await GetAsync($"/api/matters/v1/matters?q={Uri.EscapeDataString(name)}&limit=5");
        var code = found.GetProperty("items").EnumerateArray().First(item => Text(item, "name").StartsWith(name, StringComparison.Ordinal)).GetProperty("code").GetString();
        return await GetAsync($"/api/matters/v1/matters/{code}");
    }

    public async Task<JsonElement> FileAsync(JsonElement matter, DemoPerson by, string? channel = null, string? mode = null, Func<JsonElement, bool>? without = null)
    {
        var draft = (await by.PostAsync("/api/intake/v1/cases", new
        {
            matterCode = Text(matter, "code"), delivery = "counter", channel, mode, form = FilledForm.Of(matter.GetProperty("form")), applicantId = by == Citizen ? (Guid?)null : Citizen.Account,
        }, null, default, 201)).Json;
        foreach (var material in draft.GetProperty("materials").EnumerateArray().Where(m => Text(m, "requirement") != "2" && !m.GetProperty("byCommitment").GetBoolean() && without?.Invoke(m) != true))
            await PutAsync(by, draft, material, null);
        return await ReadAsync(by, draft);
    }

    public static Task<DemoAnswer> PutAsync(DemoPerson by, JsonElement file, JsonElement material, string? ifMatch) =>
        by.PutAsync($"/api/intake/v1/cases/{Id(file)}/materials/{Text(material, "code")}", DemoFiles.Pdf($"{Id(file)} {Guid.NewGuid()}"), "application/pdf", ifMatch, default);

    public static async Task<JsonElement> ReadAsync(DemoPerson by, JsonElement file) => (await by.GetAsync($"/api/intake/v1/cases/{Id(file)}", default)).Json;

    /// <summary>Reads the case and moves it as it is now.</summary>
    public static async Task<JsonElement> MoveAsync(DemoPerson by, JsonElement file, string step, object? body = null) => (await TryAsync(by, file, step, body, 200)).Json;

    public static async Task<DemoAnswer> TryAsync(DemoPerson by, JsonElement file, string step, object? body, int expected)
    {
        var seen = await by.GetAsync($"/api/intake/v1/cases/{Id(file)}", default);
        return await by.PostAsync($"/api/intake/v1/cases/{Id(file)}/{step}", body, seen.ETag, default, expected);
    }

    /// <summary>The department claims the case and decides it: grant, or deny.</summary>
    public async Task DecideAsync(JsonElement file, bool grant, int expected = 200)
    {
        var (approver, path) = (Approver(file), $"/api/approval/v1/approvals/{Id(file)}");
        await UntilAsync(() => approver.GetAsync(path, default, null, 200, 404), answer => answer.Status == 200);
        if (Text((await approver.GetAsync(path, default)).Json, "status") == "open")
            await approver.PostAsync($"{path}/claim", null, null, default);
        var tag = (await approver.GetAsync(path, default)).ETag;
        await (grant
            ? approver.PostAsync($"{path}/grant", new { opinion = "材料齐全，符合法定条件，准予许可。" }, tag, default, expected)
            : approver.PostAsync($"{path}/deny", new { reason = "现场条件不符合要求", legalBasis = "《中华人民共和国行政许可法》第三十八条", remedies = "六十日内申请行政复议或者六个月内提起行政诉讼" }, tag, default, expected));
    }

    /// <summary>From a decision to the closed case.</summary>
    public async Task<JsonElement> HandOutAsync(JsonElement file)
    {
        var (approver, path) = (Approver(file), $"/api/approval/v1/approvals/{Id(file)}");
        await approver.PostAsync($"{path}/hand-over", null, (await approver.GetAsync(path, default)).ETag, default);
        await UntilStatusAsync(file, "handed-over");
        await UntilAsync(() => Citizen.GetAsync($"/api/intake/v1/cases/{Id(file)}", default), answer => Text(answer.Json, "outcome") != "granted" || Text(answer.Json.GetProperty("matter"), "licenceType").Length == 0 || Text(answer.Json, "licenceId").Length > 0);
        await MoveAsync(Clerk, file, "take-in");
        return await MoveAsync(Clerk, file, "deliver");
    }

    public async Task<JsonElement> UntilStatusAsync(JsonElement file, string status) =>
        (await UntilAsync(() => Clerk.GetAsync($"/api/intake/v1/cases/{Id(file)}", default), answer => Text(answer.Json, "status") == status)).Json;

    public static async Task<DemoAnswer> UntilAsync(Func<Task<DemoAnswer>> ask, Func<DemoAnswer, bool> done)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (; ; await Task.Delay(100))
        {
            var answer = await ask();
            if (done(answer))
                return answer;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"not within {Patience.TotalSeconds} s: {answer.Status} {answer.Text}");
        }
    }

    /// <summary>The day in Asia/Shanghai by the platform's clock.</summary>
    public async Task<DateOnly> TodayAsync() =>
        ChinaTime.Date((await Admin.GetAsync("/api/identity/v1/clock", default)).Json.GetProperty("now").GetDateTimeOffset().UtcDateTime);

    /// <summary>Moves the clock of the whole platform to noon of a day.</summary>
    public Task MoveClockAsync(DateOnly day) =>
        Admin.PostAsync("/api/identity/v1/clock", new { to = new DateTimeOffset(day.ToDateTime(new(12, 0)), TimeSpan.FromHours(8)) }, null, default);

    public static object Everything(JsonElement file) =>
        new { materialCodes = file.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("sha256").ValueKind == JsonValueKind.String).Select(m => Text(m, "code")).ToArray(), note = "字迹不清，请重新提交" };

    public static Guid Id(JsonElement file) => file.GetProperty("id").GetGuid();

    public static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
