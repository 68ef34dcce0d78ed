using System.Collections.Concurrent;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Printed documents: made when first asked for, off the request, then kept unchanged under their digest.</summary>
public sealed class Documents(NpgsqlDataSource source, FileStore files, Renderer renderer, IHostApplicationLifetime lifetime, ILogger<Documents> log)
{
    private const long MostBytes = 20 * 1024 * 1024;

    // Two are rendered at a time, a second or so each: who would wait longer is told to come again.
    private const int MostWaiting = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);
    private readonly ConcurrentDictionary<string, Lazy<Task<StoredFile>>> making = new();

    /// <summary>
    /// Answers with the PDF; 202 with Location and Retry-After while it is being made; 503 where it cannot be made here or too many wait.
    /// The same key always gives the same bytes, so what the page shows must not change under its key.
    /// </summary>
    /// <param name="key">Names the document in this service: "certificate/{id}".</param>
    /// <param name="page">The page as HTML; asked for only when the document is not there yet.</param>
    public async Task<Results<FileStreamHttpResult, StatusCodeHttpResult, Problem>> AnswerAsync(string key, string fileName, Func<string> page, HttpContext http)
    {
        var stored = await FindAsync(key, http.RequestAborted);
        if (stored is null)
        {
            if (making.Count >= MostWaiting && !making.ContainsKey(key))
                return Busy();
            var job = making.GetOrAdd(key, _ => new(() => MakeAsync(key, page))).Value;
            await Task.WhenAny(job, Task.Delay(Patience, http.RequestAborted));
            if (!job.IsCompleted)
                return Later(http);
            if (job.Exception?.GetBaseException() is RendererException e)
                return CannotPrint(e);
            stored = await job;
        }
        return await files.OpenAsync(stored.Sha256, http.RequestAborted) is { } content
            ? TypedResults.File(content, "application/pdf", fileName, entityTag: new EntityTagHeaderValue($"\"{stored.Sha256}\""))
            : throw new InvalidOperationException($"The file {stored.Sha256} of document {key} is not in the store.");
    }

    private async Task<StoredFile?> FindAsync(string key, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.QuerySingleOrDefaultAsync<StoredFile>("select sha256, size from document where key = @key", new { key });
    }

    /// <summary>Goes on when the request has gone. Of two replicas that make the same document the first to record it wins.</summary>
    private async Task<StoredFile> MakeAsync(string key, Func<string> page)
    {
        try
        {
            var made = await renderer.RenderAsync(page(), (pdf, ct) => files.WriteAsync(pdf, MostBytes, ct), lifetime.ApplicationStopping);
            await using var db = await source.OpenConnectionAsync(lifetime.ApplicationStopping);
            await db.ExecuteAsync("insert into document (key, sha256, size) values (@key, @Sha256, @Size) on conflict do nothing", new { key, made.Sha256, made.Size });
            return (await FindAsync(key, lifetime.ApplicationStopping))!;
        }
        catch (Exception e)
        {
            log.LogWarning("Document {Key} could not be printed: {Reason}", key, e.Message);
            throw;
        }
        finally
        {
            making.TryRemove(key, out _);
        }
    }

    private static StatusCodeHttpResult Later(HttpContext http)
    {
        http.Response.Headers.Location = http.Request.PathBase + http.Request.Path + http.Request.QueryString;
        http.Response.Headers.RetryAfter = "1";
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static Problem Busy() => new(503, "printing-busy", "正在生成的文书过多", "Too many documents are being printed")
    {
        Detail = ("请稍后重试", $"{MostWaiting} wait already"), RetryAfter = 10,
    };

    private static Problem CannotPrint(RendererException e) => new(503, "printing-unavailable", "暂时无法生成文书", "The document cannot be printed at the moment")
    {
        Detail = ("打印组件未安装或未能完成，请联系运维人员", $"The renderer is missing or failed: {e.Message}"), RetryAfter = 30,
    };
}

/// <summary>Gives a service the file store and printed documents.</summary>
public static class DocumentsExtensions
{
    public static void AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddFileStore();
        builder.Services.TryAddSingleton<Renderer>();
        builder.Services.TryAddSingleton<Documents>();
    }
}
