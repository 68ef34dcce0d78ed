using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake.Conditions;

/// <summary>Cases of the seeded matters that let a material come later, or take a commitment.</summary>
internal static class ConditionCases
{
    /// <summary>食品经营许可（新办）: its training certificate may come later.</summary>
    public const string Deferrable = "410101003000";

    /// <summary>公共场所卫生许可（新办）: a commitment stands for the test report.</summary>
    public const string Committable = "410102001000";

    public static async Task<string> CodeAsync(this IntakeHost host, string basicCode) =>
        (await host.Catalogue.RowAsync<string>("select code from matter where status = 'published' and content ->> 'basicCode' = @basicCode", new { basicCode }))!;

    public static async Task<HttpResponseMessage> FileAsync(this IntakeHost host, Caller caller, string basicCode, string? mode = null, Caller? applicant = null)
    {
        var matterCode = await host.CodeAsync(basicCode);
        var form = await host.Catalogue.RowAsync<string>("select (content -> 'form')::text from matter where status = 'published' and code = @matterCode", new { matterCode });
        return await host.As(caller).SendAsync(IntakeHost.Post("/cases", new { matterCode, form = Ops.FilledForm.Of(JsonElement.Parse(form!)), mode, applicantId = applicant?.Id }));
    }

    public static async Task<JsonElement> FiledAsync(this IntakeHost host, Caller caller, string basicCode, string? mode = null, Caller? applicant = null)
    {
        using var answer = await host.FileAsync(caller, basicCode, mode, applicant);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var draft = await answer.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var material in draft.GetProperty("materials").EnumerateArray().Where(Needed))
            (await host.PutAsync(caller, draft, Code(material), IntakeHost.Pdf(Code(material)))).EnsureSuccessStatusCode();
        return draft;
    }

    /// <summary>Received, with everything but what may come later.</summary>
    public static async Task<JsonElement> ReceivedLackingAsync(this IntakeHost host) =>
        await host.MoveAsync(People.Clerk, await host.MoveAsync(IntakeHost.Citizen, await host.FiledAsync(IntakeHost.Citizen, Deferrable), "submit"), "receive");

    /// <summary>Accepted with the letter of 容缺 signed.</summary>
    public static async Task<JsonElement> DeferredAsync(this IntakeHost host)
    {
        var offered = await host.MoveAsync(People.Clerk, await host.ReceivedLackingAsync(), "defer", Later(await host.CodeAsync(Deferrable)));
        var signed = await host.MoveAsync(IntakeHost.Citizen, offered, "defer/sign", await host.SignatureAsync(offered));
        return await host.MoveAsync(People.Clerk, signed, "accept");
    }

    public static object Later(string matterCode) => new { materialCodes = new[] { LateCode(matterCode) } };

    public static string LateCode(string matterCode) => $"{matterCode}01005";

    /// <summary>What the applicant reads, and signs.</summary>
    public static async Task<object> SignatureAsync(this IntakeHost host, JsonElement file) => new { digest = (await host.LetterAsync(file)).GetProperty("digest").GetString() };

    public static async Task<JsonElement> LetterAsync(this IntakeHost host, JsonElement file) => Assert.Single(
        (await host.As(IntakeHost.Citizen).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}/letters", UriKind.Relative))).EnumerateArray().ToList());

    public static async Task<JsonElement> ItemsAsync(this IntakeHost host, Caller caller, string path, string? purpose = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/intake/v1{path}");
        if (purpose is not null)
            request.Headers.Add("Purpose", Uri.EscapeDataString(purpose));
        using var answer = await host.As(caller).SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items");
    }

    public static Task<HttpResponseMessage> RepairAsync(this IntakeHost host, Guid breach) =>
        host.As(People.Supervisor).SendAsync(IntakeHost.Post($"/breaches/{breach}/repair", new { reason = "已补齐材料并参加信用培训" }));

    public static string Code(JsonElement material) => material.GetProperty("code").GetString()!;

    private static bool Needed(JsonElement material) => material.GetProperty("requirement").GetString() == "1" && !material.GetProperty("byCommitment").GetBoolean();
}
