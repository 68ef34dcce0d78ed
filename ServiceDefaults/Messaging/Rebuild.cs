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
/// Consumers guard by status or version, so events that arrive meanwhile do no harm. Nothing is emptied while a producer is down, nor
/// while the database holds loaded cases.
/// </summary>
public static class Rebuild
{
    /// <summary>Maps POST /internal/rebuild.</summary>
    /// <param name="tables">Tables of the view, emptied first.</param>
    /// <param name="producers">Neighbours whose event logs hold what the view is made of.</param>
    public static void MapRebuild(this IEndpointRouteBuilder routes, string tables, params string[] producers) =>
        routes.MapPost("/internal/rebuild", async Task<IResult> (IServiceProvider services, IHttpClientFactory clients, CancellationToken ct) =>
        {
            await using var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct);
            if (await IsSeededAsync(db))
                return Problem.Conflict("seeded", "本库含批量装载的办件，没有事件可供重建", "The database holds loaded cases, of which there are no events", "seeded");
            foreach (var producer in producers)
                await PageAsync(clients.CreateClient(producer), "limit=1", ct); // one that is down leaves the view as it was
            await db.ExecuteAsync($"truncate {tables}");
            var name = $"{Guid.CreateVersion7()}";
            var sent = 0L;
            foreach (var producer in producers)
                sent += await SendAsync(services, name, ReadAllAsync(clients.CreateClient(producer), ct), ct);
            return TypedResults.Ok(new { rebuild = name, sent });
        }).AllowServices().ExcludeFromDescription();

    // ./gov seed notes its runs in a table of its own.
    private static async Task<bool> IsSeededAsync(NpgsqlConnection db) =>
        await db.ExecuteScalarAsync<bool>("select to_regclass('seed_run') is not null")
        && await db.ExecuteScalarAsync<bool>("select exists (select from seed_run)");

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

    /// <summary>The whole log of a service, page by page, with all that was published before it was asked for.</summary>
    internal static async IAsyncEnumerable<EventLog.Entry> ReadAllAsync(HttpClient producer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var query = "limit=1000&settled=true";
        while (await PageAsync(producer, query, ct) is [.., var last] page)
        {
            foreach (var entry in page)
                yield return entry;
            query = $"limit=1000&after={last.Seq}";
        }
    }

    private static async Task<List<EventLog.Entry>> PageAsync(HttpClient producer, string query, CancellationToken ct) =>
        await producer.GetFromJsonAsync<List<EventLog.Entry>>(new Uri($"/internal/events?{query}", UriKind.Relative), GovJson.Events, ct) ?? [];
}
