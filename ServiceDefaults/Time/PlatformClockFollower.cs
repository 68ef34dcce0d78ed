using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Keeps this process's clock with identity's, by asking again and again: the question says what it has, which is also its acknowledgement,
/// and is answered when there is something newer. A start waits a little for the first answer, so that a process restarted
/// after a move does not work in the past.
/// </summary>
internal sealed class PlatformClockFollower(PlatformClock clock, IHttpClientFactory clients, ServiceToken token, AuthSettings settings, ILogger<PlatformClockFollower> log)
    : BackgroundService, IHostedLifecycleService
{
    public const string ClientName = "clock";

    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(3);
    private readonly string process = $"{settings.Service}-{Guid.NewGuid().ToString("N")[..8]}";
    private int turn;
    private bool lost;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FirstPatience);
        while (clock.Revision == 0 && !limit.IsCancellationRequested)
            await FollowOnceAsync(TimeSpan.FromMilliseconds(200), limit.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            await FollowOnceAsync(TimeSpan.FromSeconds(1), stoppingToken);
    }

    private async Task FollowOnceAsync(TimeSpan pause, CancellationToken ct)
    {
        try
        {
            if (await AskAsync(ct) is { } reading)
                clock.Apply(reading);
            if (lost)
                log.LogInformation("The platform clock is in step again");
            lost = false;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            if (ct.IsCancellationRequested)
                return;
            if (!lost && clock.Revision > 0)
                log.LogWarning("The platform clock cannot be followed: {Reason}", e.Message);
            lost |= clock.Revision > 0;
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private async Task<ClockReading?> AskAsync(CancellationToken ct)
    {
        var address = settings.IdentityUrls[(int)((uint)Interlocked.Increment(ref turn) % settings.IdentityUrls.Count)];
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/internal/clock?process={process}&have={clock.Revision}");
        request.Headers.Authorization = new("Bearer", await token.GetAsync(ct));
        using var response = await clients.CreateClient(ClientName).SendAsync(request, ct);
        if (response.StatusCode == System.Net.HttpStatusCode.Unauthorized)
            token.Forget(request.Headers.Authorization.Parameter!);
        response.EnsureSuccessStatusCode();
        return response.StatusCode == System.Net.HttpStatusCode.NoContent ? null : await response.Content.ReadFromJsonAsync<ClockReading>(ct);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
