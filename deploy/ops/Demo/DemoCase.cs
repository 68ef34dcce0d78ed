using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>One case on its way, and what each person does with it; every method is one printed step.</summary>
internal sealed partial class DemoCase(DemoClient client, DemoDirectory people, DemoReport report, int round, CancellationToken ct)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DemoPerson citizen = people.Citizen(round);
    private readonly DemoPerson clerk = people.Clerk(round);
    private JsonElement matter;
    private JsonElement seen;
    private string? tag;

    private string Id { get; set; } = "";

    private string Status => Text(seen, "status");

    private string Department => Text(matter, "departmentCode");

    private DemoPerson Approver => people.Approver(Department, round);

    public Task SignInAsync() => report.StepAsync("申请人登录", "Applicant signs in", async () =>
    {
        await citizen.TokenAsync(ct);
        var me = await citizen.GetAsync("/api/identity/v1/me", ct);
        return Text(me.Json, "name");
    });

    /// <summary>By a word of its name, as people search.</summary>
    public Task SearchAsync(string word) => report.StepAsync("搜索事项", $"Search the catalogue: {word}", async () =>
    {
        var found = await client.SendAsync(new(HttpMethod.Get, $"/api/matters/v1/matters?q={Uri.EscapeDataString(word)}&audience=1&limit=5"), ct, 200);
        return await ReadMatterAsync(Items(found).FirstOrDefault(item => Text(item, "name").Contains(word, StringComparison.Ordinal)), $"no matter is found for {word}");
    });

    /// <summary>Immediate matters that rules decide.</summary>
    public Task SearchAutomaticAsync() => report.StepAsync("查找秒批事项", "Find a matter that rules decide", async () =>
    {
        var found = await client.SendAsync(new(HttpMethod.Get, "/api/matters/v1/matters?handling=1&audience=1&limit=100"), ct, 200);
        return await ReadMatterAsync(Items(found).FirstOrDefault(item => item.GetProperty("autoDecide").GetBoolean()), "no immediate matter is decided by rules");
    });

    public Task ReadGuideAsync() => report.StepAsync("阅读办事指南", "Read its guide", async () =>
    {
        var guide = (await client.SendAsync(new(HttpMethod.Get, $"/api/matters/v1/matters/{Text(matter, "code")}/guide"), ct, 200)).Json;
        return $"材料 {guide.GetProperty("materials").GetArrayLength()} 项，承诺 {guide.GetProperty("time").GetProperty("promisedDays").GetInt32()} 个工作日";
    });

    public Task ApplyAsync(string delivery) => report.StepAsync("在线申请", "Create the application", async () =>
    {
        var form = FilledForm.Of(matter.GetProperty("form"));
        See(await citizen.PostAsync("/api/intake/v1/cases", new { matterCode = Text(matter, "code"), delivery, form }, null, ct, 201));
        Id = Text(seen, "id");
        return Expect("draft");
    });

    public Task UploadAsync() => report.StepAsync("上传材料", "Upload the materials", async () =>
    {
        var materials = seen.GetProperty("materials").EnumerateArray().Where(material => Text(material, "requirement") is "1" or "3").ToList();
        foreach (var (n, material) in materials.Index())
            await PutAsync(Text(material, "code"), n, null);
        await RereadAsync(citizen);
        return $"{materials.Count} 份，SHA-256 {Text(seen.GetProperty("materials")[0], "sha256")[..12]}…";
    });

    public Task SubmitAsync() => report.StepAsync("提交申请", "Submit", async () =>
    {
        See(await citizen.PostAsync(Path("submit"), null, tag, ct));
        return $"{Expect("submitted")} {Text(seen, "number")}";
    });

    public Task ReceiveAsync() => report.StepAsync("窗口接件", "Counter clerk receives", async () =>
    {
        await RereadAsync(clerk);
        See(await clerk.PostAsync(Path("receive"), null, tag, ct));
        return $"{Expect("received")} {Text(seen, "receiptNumber")}";
    });

    public Task PrintReceiptAsync() => report.StepAsync("接收凭证", "Receipt as PDF", async () =>
    {
        var answer = await PollAsync(() => citizen.GetAsync(Path("receipt"), ct, null, 200, 202), answer => answer.Status == 200, "the receipt is not printed");
        return IsPdf(answer);
    });

    public Task RequestSupplementAsync() => report.StepAsync("一次性告知补正", "Clerk asks for one listed material again", async () =>
    {
        var asked = Text(seen.GetProperty("materials")[0], "code");
        See(await clerk.PostAsync(Path("request-supplement"), new { materialCodes = new[] { asked }, note = "第一项材料字迹不清，请重新提交" }, tag, ct));
        return $"{Expect("supplement-requested")} → {Text(seen, "supplementDue")}";
    });

    public Task SupplyAsync() => report.StepAsync("补正提交", "Applicant supplies it", async () =>
    {
        await RereadAsync(citizen);
        var asked = seen.GetProperty("materials").EnumerateArray().Single(material => material.GetProperty("requested").GetBoolean());
        await PutAsync(Text(asked, "code"), 99, $"\"{Text(asked, "sha256")}\"");
        See(await citizen.PostAsync(Path("supply"), null, tag, ct));
        return Expect("received");
    });

    public Task AcceptAsync() => report.StepAsync("受理", "Clerk accepts", async () =>
    {
        await RereadAsync(clerk);
        See(await clerk.PostAsync(Path("accept"), null, tag, ct));
        return $"{Expect("accepted")}，承诺办结 {Text(seen, "promisedDue")}";
    });

    public Task PrintAcceptanceAsync() => report.StepAsync("受理通知书", "Acceptance notice as PDF", async () =>
    {
        var documents = (await citizen.GetAsync(Path("documents"), ct)).Json.EnumerateArray();
        var notice = documents.FirstOrDefault(document => Text(document, "kind") == "acceptance");
        if (notice.ValueKind != JsonValueKind.Object)
            throw new SurpriseException("no acceptance notice was issued");
        var answer = await PollAsync(() => citizen.GetAsync(Path($"documents/{Text(notice, "id")}"), ct, null, 200, 202), answer => answer.Status == 200, "the notice is not printed");
        return $"{Text(notice, "number")} {IsPdf(answer)}";
    });

    private async Task<string> ReadMatterAsync(JsonElement found, string surprise)
    {
        if (found.ValueKind != JsonValueKind.Object)
            throw new SurpriseException(surprise);
        matter = (await client.SendAsync(new(HttpMethod.Get, $"/api/matters/v1/matters/{Text(found, "code")}"), ct, 200)).Json;
        return $"{Text(matter, "name")}（{Text(matter, "departmentName")}）";
    }

    private async Task PutAsync(string code, int n, string? ifMatch)
    {
        var (content, type) = n % 2 == 0 ? (DemoFiles.Pdf($"Material {code} of case {Id}, sheet {n}"), "application/pdf") : (DemoFiles.Png(n), "image/png");
        await citizen.PutAsync(Path($"materials/{code}"), content, type, ifMatch, ct);
    }

    private string Path(string action) => $"/api/intake/v1/cases/{Id}/{action}";

    private void See(DemoAnswer answer) => (seen, tag) = (answer.Json, answer.ETag);

    private async Task RereadAsync(DemoPerson reader) => See(await reader.GetAsync($"/api/intake/v1/cases/{Id}", ct));

    private string Expect(string status) => Status == status ? status : throw new SurpriseException($"the case is {Status}, expected {status}\n{seen}");

    /// <summary>Asks until the answer is the one waited for; what happens behind the scenes may take a moment.</summary>
    private async Task<DemoAnswer> PollAsync(Func<Task<DemoAnswer>> ask, Func<DemoAnswer, bool> done, string surprise)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var pause = 50; ; pause = Math.Min(pause * 2, 1000))
        {
            var answer = await ask();
            if (done(answer))
                return answer;
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new SurpriseException($"{surprise} after {Patience.TotalSeconds:0} s: {answer.Status} {answer.Text}");
            await Task.Delay(pause, ct);
        }
    }

    private static string IsPdf(DemoAnswer answer) => answer.Bytes.AsSpan().StartsWith("%PDF"u8)
        ? $"200 PDF {answer.Bytes.Length / 1024.0:0.0} KB"
        : throw new SurpriseException($"the answer is no PDF: {answer.Text[..Math.Min(200, answer.Text.Length)]}");

    private static JsonElement.ArrayEnumerator Items(DemoAnswer page) => page.Json.GetProperty("items").EnumerateArray();

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : "";
}
