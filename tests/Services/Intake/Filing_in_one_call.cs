using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>One call creates the case with parties, agent, form and materials, and hands it in; or nothing.</summary>
public sealed class Filing_in_one_call(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task everything_in_one_call_is_a_submitted_case()
    {
        var (code, materials) = await ListAsync();
        object[] handed = [.. await Task.WhenAll(materials.Select(async material => new { code = material, uploadId = await UploadAsync(IntakeHost.Citizen) }))];
        var agent = new { name = "示例代理人", idNumber = CitizenId.Synthetic("410497", 7).Value, phone = "13900005678", authorityUploadId = await UploadAsync(IntakeHost.Citizen) };
        using var answer = await FileAsync(new { matterCode = code, delivery = "electronic", form = host.Form, materials = handed, agent, submit = true });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var file = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("submitted", 2), (file.GetProperty("status").GetString(), file.GetProperty("version").GetInt32()));
        Assert.Equal("示例代理人", file.GetProperty("agent").GetProperty("name").GetString());
        // What was answered is what is stored.
        Assert.Equal(file.GetProperty("materials").GetRawText(), (await host.ReadAsync(IntakeHost.Citizen, file)).GetProperty("materials").GetRawText().Replace("\"scan\":\"not-scanned\"", "\"scan\":null", StringComparison.Ordinal));
        Assert.Equal("示*", (await host.ReadAsync(People.Clerk, file)).GetProperty("agent").GetProperty("name").GetString()![..2]);
        Assert.Single(await host.Published<CaseSubmitted>(), e => e.CaseId == IntakeHost.Id(file));
        Assert.Equal([(1, "create"), (2, "submit")], await StepsAsync(IntakeHost.Id(file)));
    }

    [Fact]
    public async Task what_is_wrong_anywhere_leaves_nothing()
    {
        var (code, materials) = await ListAsync();
        var (mine, strangers) = (await UploadAsync(IntakeHost.Citizen), await UploadAsync(People.Stranger));
        var before = await host.RowAsync<long>("select count(*) from case_file");
        await RefusedAsync(new { matterCode = code, form = host.Form, submit = true }, 422, "materials-missing");
        await RefusedAsync(new { matterCode = code, form = new { }, submit = true }, 422, "form-invalid");
        await RefusedAsync(new { matterCode = code, form = host.Form, materials = new[] { new { code = materials[0], uploadId = strangers } } }, 422, "upload-unknown");
        await RefusedAsync(new { matterCode = code, form = host.Form, materials = new[] { new { code = new string('0', 36), uploadId = mine } } }, 422, "material-unknown");
        await RefusedAsync(new { matterCode = code, form = host.Form, materials = new[] { new { code = materials[0], uploadId = mine }, new { code = materials[0], uploadId = mine } } }, 422, "material-unknown");
        using var agent = await FileAsync(new { matterCode = code, form = host.Form, agent = new { name = "示例代理人", idNumber = "410497199001010010", authorityUploadId = mine } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, agent.StatusCode);
        Assert.Contains("/agent/idNumber", await agent.Content.ReadAsStringAsync());
        Assert.Equal(before, await host.RowAsync<long>("select count(*) from case_file"));
    }

    [Fact]
    public async Task nobody_files_a_twin_in_one_call_without_knowing()
    {
        var (code, materials) = await ListAsync();
        List<object> handed = [];
        foreach (var material in materials)
            handed.Add(new { code = material, uploadId = await UploadAsync(IntakeHost.Citizen) });
        object Application(string about, bool submit, bool despiteDuplicates) => new { matterCode = code, form = host.Form, materials = handed, @object = about, submit, despiteDuplicates };
        var first = await host.PostAsync(IntakeHost.Citizen, "/cases", Application("豫A·12345", true, false));
        Assert.Empty(first.GetProperty("duplicates").EnumerateArray());

        var before = await StoredAsync();
        var again = IntakeHost.Post("/cases", Application("豫Ａ12345", true, false));
        var key = again.Headers.GetValues("Idempotency-Key");
        using var refused = await host.As(IntakeHost.Citizen).SendAsync(again);
        var problem = await Filing_a_case.ProblemAsync(refused, 409, "possible-duplicate");
        Assert.Equal(first.GetProperty("number").GetString(), Assert.Single(problem.GetProperty("duplicates").EnumerateArray()).GetProperty("number").GetString());
        Assert.Equal(before, await StoredAsync());

        // Nothing is kept of what was refused: the same key says yes.
        var despite = IntakeHost.Post("/cases", Application("豫Ａ12345", true, true));
        despite.Headers.Remove("Idempotency-Key");
        despite.Headers.Add("Idempotency-Key", key);
        using var filed = await host.As(IntakeHost.Citizen).SendAsync(despite);
        Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        var twin = await filed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal([IntakeHost.Id(first)], twin.GetProperty("duplicates").EnumerateArray().Select(IntakeHost.Id));
        Assert.Equal([IntakeHost.Id(first)], (await host.ReadAsync(People.Clerk, twin)).GetProperty("duplicates").EnumerateArray().Select(IntakeHost.Id));
        var draft = await host.PostAsync(IntakeHost.Citizen, "/cases", Application("豫a12345", false, false));
        Assert.Equal(2, draft.GetProperty("duplicates").GetArrayLength());
        await host.PostAsync(IntakeHost.Citizen, "/cases", Application("豫A67890", true, false));
    }

    private Task<(long, long, long)> StoredAsync() =>
        host.RowAsync<(long, long, long)>("select (select count(*) from case_file), (select count(*) from timeline), (select count(*) from idempotency)");

    private async Task RefusedAsync(object body, int status, string code)
    {
        using var answer = await FileAsync(body);
        await Filing_a_case.ProblemAsync(answer, status, code);
    }

    private Task<HttpResponseMessage> FileAsync(object body) => host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", body));

    /// <summary>The matter of the tests, and the materials that its list demands.</summary>
    private async Task<(string Code, IReadOnlyList<string> Materials)> ListAsync() =>
        (host.MatterCode, [.. (await host.DraftAsync()).GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()!)]);

    private async Task<Guid> UploadAsync(Caller by)
    {
        var content = Ops.DemoFiles.Pdf($"{Guid.NewGuid()}");
        using var begun = await host.As(by).SendAsync(IntakeHost.Post("/uploads", new { size = content.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), mediaType = "application/pdf" }));
        using var part = new HttpRequestMessage(HttpMethod.Patch, begun.Headers.Location) { Content = new ByteArrayContent(content), Headers = { { "Upload-Offset", "0" } } };
        part.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using var done = await host.As(by).SendAsync(part);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        return (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private async Task<List<(int, string)>> StepsAsync(Guid id)
    {
        await using var db = await host.Database.OpenConnectionAsync();
        return [.. await Dapper.SqlMapper.QueryAsync<(int, string)>(db, "select version, action from timeline where case_id = @id order by version", new { id })];
    }
}
