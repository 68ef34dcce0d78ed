using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Approval;
using GovPlatform.Tests.Unit.Approval;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Approval;

/// <summary>The approval service, and cases in each of its states.</summary>
public sealed class ApprovalHost() : ServiceHost<GrantApprovalRequest>("approval")
{
    internal string Seal(string plain) => Services.GetRequiredService<PersonalData>().Seal(plain);

    internal async Task<Guid> Open(string department = People.Department, DateOnly? promisedDue = null)
    {
        var told = AcceptedCases.Promised(Seal, department, promisedDue);
        await DeliverAsync(told);
        return told.CaseId;
    }

    internal async Task<Guid> Claimed()
    {
        var id = await Open();
        await ExpectAsync(As(People.Approver), id, "claim", null, null, 200);
        return id;
    }

    internal async Task<Guid> Granted()
    {
        var id = await Claimed();
        await ExpectAsync(As(People.Approver), id, "grant", 2, new { opinion = "同意" }, 200);
        return id;
    }

    /// <summary>Asks for a transition and holds its status; answers with the body.</summary>
    internal static async Task<JsonElement> ExpectAsync(HttpClient who, Guid id, string action, int? version, object? body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/approval/v1/approvals/{id}/{action}");
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await who.SendAsync(request);
        return await ReadAsync(answer, status);
    }

    internal static async Task<JsonElement> GetAsync(HttpClient who, string path, int status = 200, string? purpose = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/approval/v1/{path}");
        if (purpose is not null) request.Headers.Add("Purpose", Uri.EscapeDataString(purpose));
        using var answer = await who.SendAsync(request);
        return await ReadAsync(answer, status);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
