using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Builds a view anew from the event logs of those who told it: empties its tables, then sends every logged event that this
/// service reads into its own queue, under the name of the rebuild, past the inbox of ordinary deliveries.
/// Consumers guard by status or version, so events that arrive meanwhile do no harm.
/// </summary>
public static class Rebuild
{
    /// <summary>Maps POST /internal/rebuild.</summary>
    /// <param name="tables">Tables of the view, emptied first.</param>
    /// <param name="producers">Neighbours whose event logs hold what the view is made of.</param>
    public static void MapRebuild(this IEndpointRouteBuilder routes, string tables, params string[] producers) =>
        routes.MapPost("/internal/rebuild", async (IServiceProvider services, IHttpClientFactory clients, CancellationToken ct) =>
        {
            var name = $"{Guid.CreateVersion7()}";
            await using (var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct))
                await db.ExecuteAsync($"truncate {tables}");
            var sent = 0L;
            foreach (var producer in producers)
                sent += await SendAsync(services, name, ReadAllAsync(clients.CreateClient(producer), ct), ct);
            return TypedResults.Ok(new { rebuild = name, sent });
        }).AllowServices().ExcludeFromDescription();

    /// <summary>Sends what this service reads of a log to its own queues; answers how many messages.</summary>
    internal static async Task<long> SendAsync(IServiceProvider services, string name, IAsyncEnumerable<EventLog.Entry> log, CancellationToken ct)
    {
        var events = services.GetRequiredService<EventTypes>();
        var prefix = $"{services.GetRequiredService<GovSettings>().Service}-";
        var bus = services.GetRequiredService<IBus>();
        var sent = 0L;
        await foreach (var entry in log.WithCancellation(ct))
        {
            if (events.Find(entry.Type) is not { } type)
                continue;
            foreach (var queue in events.Readers[type].Where(queue => queue.StartsWith(prefix, StringComparison.Ordinal)))
            {
                var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{queue}"));
                await endpoint.Send(entry.Body.Deserialize(type, GovJson.Events)!, type, Pipe.Execute<SendContext>(context =>
                {
                    context.MessageId = entry.MessageId;
                    context.Headers.Set(EventLog.RebuildHeader, name);
                }), ct);
                sent++;
            }
        }
        return sent;
    }

    /// <summary>The whole log of a service, page by page.</summary>
    internal static async IAsyncEnumerable<EventLog.Entry> ReadAllAsync(HttpClient producer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; ;)
        {
            var page = await producer.GetFromJsonAsync<List<EventLog.Entry>>(new Uri($"/internal/events?after={after}&limit=1000", UriKind.Relative), GovJson.Events, ct);
            if (page is not [.., var last])
                yield break;
            foreach (var entry in page)
                yield return entry;
            after = last.Seq;
        }
    }
}
