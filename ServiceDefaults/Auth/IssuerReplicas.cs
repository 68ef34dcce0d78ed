namespace GovPlatform.ServiceDefaults;

/// <summary>The replicas of the issuer, asked in turn: one that is down or hangs keeps nobody from asking the next.</summary>
internal static class IssuerReplicas
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static int turn;

    /// <exception cref="HttpRequestException">None of them answers.</exception>
    public static async Task<T> AskAnyAsync<T>(IReadOnlyList<string> urls, Func<string, CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        Exception? last = null;
        var first = (uint)Interlocked.Increment(ref turn);
        for (var i = 0; i < urls.Count; i++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            // The last one has the client's own timeout: nobody is left to be asked instead.
            if (i < urls.Count - 1)
                patience.CancelAfter(Patience);
            try
            {
                return await ask(urls[(int)((first + i) % urls.Count)], patience.Token);
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                last = e;
            }
        }
        throw last as HttpRequestException
            ?? new HttpRequestException(last is null ? "No address of identity is configured (services:identity:http:0)." : "identity does not answer in time", last);
    }
}
