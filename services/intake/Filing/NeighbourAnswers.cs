using System.Net;
using System.Net.Http.Json;

namespace GovPlatform.Intake;

/// <summary>What the neighbours answer, forgotten after a moment.</summary>
internal sealed class NeighbourAnswers(IHttpClientFactory clients)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private readonly ShortMemory<string, PublishedMatter> matters = new(Moment);
    private readonly ShortMemory<Guid, ApplicantRef> applicants = new(TimeSpan.FromSeconds(10));
    private readonly ShortMemory<Guid, KnownHall> halls = new(Moment);
    private readonly ShortMemory<string, TakenMatter> taken = new(Moment);
    private readonly ShortMemory<string, PackagePlan> plans = new(Moment);
    private readonly ShortMemory<Guid, HeldLicences> licences = new(Moment);

    public Task<PublishedMatter?> MatterAsync(string code) =>
        matters.AskAsync(code, () => FindAsync<PublishedMatter>("matters", $"/api/matters/v1/matters/{Uri.EscapeDataString(code)}"));

    public Task<ApplicantRef?> ApplicantAsync(Guid id) =>
        applicants.AskAsync(id, () => FindAsync<ApplicantRef>("identity", $"/internal/applicants/{id}"));

    public Task<KnownHall?> HallAsync(Guid id) =>
        halls.AskAsync(id, () => FindAsync<KnownHall>("matters", $"/api/matters/v1/halls/{id}"));

    /// <summary>The matter, where this place takes it, or without one the county's own hall.</summary>
    public Task<TakenMatter?> TakenAsync(Guid? hall, string matter)
    {
        var path = $"/api/matters/v1/halls/{hall?.ToString() ?? "county"}/matters/{Uri.EscapeDataString(matter)}";
        return taken.AskAsync(path, () => FindAsync<TakenMatter>("matters", path));
    }

    /// <summary>What somebody holds in the e-licence store and may rely on today.</summary>
    public Task<HeldLicences?> LicencesAsync(Guid account) =>
        licences.AskAsync(account, () => FindAsync<HeldLicences>("certificates", $"/internal/holders/{account}/licences"));

    /// <summary>Null where there is no such package, or an answer is none of its options.</summary>
    public Task<PackagePlan?> PlanAsync(string package, string answers)
    {
        var path = $"/api/matters/v1/packages/{Uri.EscapeDataString(package)}/plan?answers={Uri.EscapeDataString(answers)}";
        return plans.AskAsync(path, () => FindAsync<PackagePlan>("matters", path));
    }

    private async Task<T?> FindAsync<T>(string neighbour, string path) where T : class
    {
        // Not the asking request's token: others may wait for the same answer.
        using var answer = await clients.CreateClient(neighbour).GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(GovJson.Events, CancellationToken.None);
    }
}
