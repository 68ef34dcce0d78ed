namespace GovPlatform.Local;

/// <summary>A server of the machine's packages that a launcher or a test starts in a folder of its own.</summary>
internal interface ILocalServer : IAsyncDisposable
{
    int Port { get; }

    /// <summary>As people are shown it.</summary>
    string Address { get; }

    /// <summary>The server's own process first; empty when it does not run.</summary>
    IReadOnlyList<int> ProcessIds { get; }

    /// <summary>Completes with the exit code when the server has ended, however it did.</summary>
    Task<int> Exited { get; }

    /// <summary>Returns when the server answers; may be called again after it has ended.</summary>
    Task StartAsync(CancellationToken ct);

    Task StopAsync();
}
