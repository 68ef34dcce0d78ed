using System.Net;
using System.Net.Http.Json;

namespace GovPlatform.Intake;

/// <summary>A published version of a matter, as the catalogue tells it: what a case keeps of it.</summary>
internal sealed record PublishedMatter(
    string Code, int Version, string Status, string Name, string HandlingType, string DepartmentCode, string DepartmentName,
    int? StatutoryDays, int PromisedDays, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide,
    IReadOnlyList<PublishedMaterial> Materials)
{
    public MatterRef AsRef() => new(Code, Version, Name, HandlingType, DepartmentCode, DepartmentName, StatutoryDays, PromisedDays, LicenceType, LicenceName, LicenceValidYears, AutoDecide);
}

internal sealed record PublishedMaterial(string Code, string Name, string Requirement);

/// <summary>The two reads that must be fresh at filing: the matter from the catalogue, the applicant from the directory. When either is down, filing answers 503.</summary>
internal sealed class FreshReads(IHttpClientFactory clients)
{
    /// <summary>The version open for applications now, or null.</summary>
    public async Task<PublishedMatter?> FindPublishedAsync(string matterCode, CancellationToken ct) =>
        await FindAsync<PublishedMatter>("matters", $"/api/matters/v1/matters/{Uri.EscapeDataString(matterCode)}", ct) is { Status: "published" } matter ? matter : null;

    public Task<ApplicantRef?> FindApplicantAsync(Guid account, CancellationToken ct) =>
        FindAsync<ApplicantRef>("identity", $"/internal/applicants/{account}", ct);

    private async Task<T?> FindAsync<T>(string neighbour, string path, CancellationToken ct) where T : class
    {
        using var answer = await clients.CreateClient(neighbour).GetAsync(new Uri(path, UriKind.Relative), ct);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(GovJson.Events, ct);
    }
}
