using System.Net;
using System.Net.Http.Json;

namespace GovPlatform.Intake;

/// <summary>A published version of a matter, as the catalogue tells it: what a case keeps of it.</summary>
internal sealed record PublishedMatter(
    string Code, int Version, string Status, string Name, string HandlingType, string DepartmentCode, string DepartmentName,
    int? StatutoryDays, int PromisedDays, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide,
    IReadOnlyList<PublishedMaterial> Materials, string StatutoryUnit = LimitUnit.WorkingDay, string PromisedUnit = LimitUnit.WorkingDay)
{
    public MatterRef AsRef() =>
        new(Code, Version, Name, HandlingType, DepartmentCode, DepartmentName, StatutoryDays, PromisedDays, LicenceType, LicenceName, LicenceValidYears, AutoDecide, StatutoryUnit, PromisedUnit);
}

internal sealed record PublishedMaterial(string Code, string Name, string Requirement);

/// <summary>
/// The two reads that must be fresh at filing: the matter from the catalogue, the applicant from the directory. They are asked
/// before the transaction, so that no connection is held while another service answers; who is down is told where the answer is needed.
/// </summary>
internal sealed class FreshReads(IHttpClientFactory clients)
{
    /// <summary>The version open for applications now, or null.</summary>
    /// <exception cref="NeighbourDownException">The catalogue did not answer: 503.</exception>
    public Task<PublishedMatter?> Matter { get; private set; } = Task.FromResult<PublishedMatter?>(null);

    /// <exception cref="NeighbourDownException">The directory did not answer: 503.</exception>
    public Task<ApplicantRef?> Applicant { get; private set; } = Task.FromResult<ApplicantRef?>(null);

    /// <summary>Asks, and returns when the answers, or their failures, are there.</summary>
    public async Task AskAsync(string matterCode, Guid? account, CancellationToken ct)
    {
        Matter = FindPublishedAsync(matterCode, ct);
        if (account is { } id)
            Applicant = FindAsync<ApplicantRef>("identity", $"/internal/applicants/{id}", ct);
        await Task.WhenAll(Matter, Applicant).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<PublishedMatter?> FindPublishedAsync(string matterCode, CancellationToken ct) =>
        await FindAsync<PublishedMatter>("matters", $"/api/matters/v1/matters/{Uri.EscapeDataString(matterCode)}", ct) is { Status: "published" } matter ? matter : null;

    private async Task<T?> FindAsync<T>(string neighbour, string path, CancellationToken ct) where T : class
    {
        using var answer = await clients.CreateClient(neighbour).GetAsync(new Uri(path, UriKind.Relative), ct);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(GovJson.Events, ct);
    }
}
