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
