using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>办理进度推送: the steps of a case as they happen, as server-sent events.</summary>
internal static class StreamCase
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Who listens is asked again who he is: the client comes back by itself, with the last id it has seen.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Every step of the case as an event `step` (its id is the version), those behind Last-Event-ID first; `heartbeat` every 15 seconds. It ends with the case, and after ten minutes: reconnect with Last-Event-ID.</summary>
    public static async Task<Results<ServerSentEventsResult<TimelineEntry?>, Problem>> Handle(
        Guid id, [FromHeader(Name = "Last-Event-ID")] string? lastEventId, NpgsqlDataSource source, Caller me, CaseStreams streams, IHostApplicationLifetime life, CancellationToken ct)
    {
        var seen = 0;
        if (lastEventId is { Length: > 0 } && !int.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out seen))
            return FollowingProblems.UnreadableEventId();
        CaseFile? file;
        await using (var db = await source.OpenConnectionAsync(ct))
            file = await db.FindReadableAsync(id, me);
        if (file is null)
            return Problem.NotFound();
        return streams.Open(me.Id, file.Region, id, seen) is { } listener
            ? TypedResults.ServerSentEvents(StepsAsync(listener, file.Status, file.Version, life.ApplicationStopping, ct))
            : FollowingProblems.TooManyStreams();
    }

    private static async IAsyncEnumerable<SseItem<TimelineEntry?>> StepsAsync(
        CaseStreams.Listener listener, string status, int version, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var listening = listener;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        end.CancelAfter(Longest);
        var seen = listener.Seen;
        // The stream opens at once, whenever its first step comes.
        yield return new(null, "heartbeat");
        while (!end.IsCancellationRequested && !(CaseStatus.IsFinal(status) && seen >= version))
        {
            if (await NextAsync(listener, end.Token) is { } step)
            {
                (status, seen) = (step.Status, step.Version);
                version = Math.Max(version, seen);
                yield return new(step, "step") { EventId = $"{step.Version}" };
            }
            else if (!end.IsCancellationRequested)
            {
                yield return new(null, "heartbeat");
            }
        }
    }

    /// <summary>Null where nothing happened until the next heartbeat.</summary>
    private static async Task<TimelineEntry?> NextAsync(CaseStreams.Listener listener, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Heartbeat);
        try
        {
            return await listener.Steps.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
