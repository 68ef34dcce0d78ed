using System.Net;
using System.Net.Http.Json;

namespace GovPlatform.Intake;

/// <summary>
/// The two reads that must be fresh at filing: the matter from the catalogue, the applicant from the directory. They are asked
/// before the transaction, so that no connection is held while another service answers; who is down is told where the answer is needed.
/// What was answered is good for a moment: a rush for one matter asks the catalogue once a second.
/// </summary>
internal sealed class FreshReads(NeighbourAnswers neighbours, KeptMatters kept)
{
    /// <summary>The version open for applications now, or null.</summary>
    /// <exception cref="NeighbourDownException">The catalogue did not answer: 503.</exception>
    public Task<PublishedMatter?> Matter { get; private set; } = Task.FromResult<PublishedMatter?>(null);

    /// <exception cref="NeighbourDownException">The directory did not answer: 503.</exception>
    public Task<ApplicantRef?> Applicant { get; private set; } = Task.FromResult<ApplicantRef?>(null);

    /// <summary>What the applicant holds in the e-licence store, where it was asked for.</summary>
    /// <exception cref="NeighbourDownException">The store did not answer: 503.</exception>
    public Task<HeldLicences?> Licences { get; private set; } = Task.FromResult<HeldLicences?>(null);

    /// <summary>Asks for licences, if any is named; returns when the answer, or its failure, is there.</summary>
    public async Task AskLicencesAsync(Guid account, IEnumerable<string?> named, CancellationToken ct)
    {
        if (!named.Any(LicenceOnFile.IsNamed))
            return;
        Licences = neighbours.LicencesAsync(account).WaitAsync(ct);
        await ((Task)Licences).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Asks, and returns when the answers, or their failures, are there.</summary>
    public async Task AskAsync(string matterCode, Guid? account, CancellationToken ct)
    {
        Matter = FindPublishedAsync(matterCode, ct);
        if (account is { } id)
            Applicant = neighbours.ApplicantAsync(id).WaitAsync(ct);
        await Task.WhenAll(Matter, Applicant).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<PublishedMatter?> FindPublishedAsync(string matterCode, CancellationToken ct)
    {
        if (await neighbours.MatterAsync(matterCode).WaitAsync(ct) is not { Status: "published" } matter)
            return null;
        await kept.KeepAsync(matter, ct);
        return matter;
    }
}

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
