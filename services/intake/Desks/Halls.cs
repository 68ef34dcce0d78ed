namespace GovPlatform.Intake;

/// <summary>The place that a request names, asked of the catalogue before the transaction.</summary>
internal sealed class Halls(NeighbourAnswers neighbours)
{
    /// <summary>The place, or null where there is none or it is closed.</summary>
    /// <exception cref="NeighbourDownException">The catalogue did not answer: 503.</exception>
    public Task<HallRef?> Asked { get; private set; } = Task.FromResult<HallRef?>(null);

    public async Task AskAsync(Guid hall, CancellationToken ct)
    {
        Asked = FindAsync(hall, ct);
        await ((Task)Asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<HallRef?> FindAsync(Guid hall, CancellationToken ct) =>
        await neighbours.HallAsync(hall).WaitAsync(ct) is { ClosedAt: null } open ? open.AsRef() : null;
}
