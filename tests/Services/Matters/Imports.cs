using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Files on their way into a catalogue, and what became of them.</summary>
internal static class Imports
{
    public const string Path = "/api/matters/v1/imports";

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpContent body, bool publish = false, string? key = null, string path = Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}{(publish ? "?publish=true" : "")}") { Content = body };
        request.Headers.Add("Idempotency-Key", key ?? $"{Guid.NewGuid()}");
        return await client.SendAsync(request);
    }

    /// <summary>Sends it, waits for the end, and reads the whole report.</summary>
    public static async Task<Outcome> RunAsync(HttpClient client, HttpContent body, bool publish = false, string path = Path)
    {
        using var answer = await SendAsync(client, body, publish, path: path);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await EndAsync(client, answer.Headers.Location!);
    }

    public static async Task<Outcome> EndAsync(HttpClient client, Uri import)
    {
        for (var tries = 0; tries < 1200; tries++, await Task.Delay(50))
        {
            var job = await ReadAsync(client, $"{import}");
            if (job.GetProperty("status").GetString() is not ("queued" or "running"))
                return new(import, job, await ErrorsAsync(client, import));
        }
        throw new TimeoutException($"{import} does not end");
    }

    private static async Task<List<RowFault>> ErrorsAsync(HttpClient client, Uri import)
    {
        List<RowFault> errors = [];
        string? after = null;
        do
        {
            var page = await ReadAsync(client, $"{import}/errors?limit=100{(after is null ? "" : $"&after={after}")}");
            errors.AddRange(page.GetProperty("items").Deserialize<List<RowFault>>(GovJson.Events)!);
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        return errors;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadAsync<JsonElement>();
    }

    public static MultipartFormDataContent Files(string matters, string? materials)
    {
        var files = new MultipartFormDataContent { { Text(matters), "matters", "matters.csv" } };
        if (materials is not null)
            files.Add(Text(materials), "materials", "materials.csv");
        return files;
    }

    private static ByteArrayContent Text(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
}

/// <summary>How an import ended.</summary>
internal sealed record Outcome(Uri Location, JsonElement Job, List<RowFault> Errors)
{
    public string? Status => Job.GetProperty("status").GetString();

    public int Stored => Job.GetProperty("stored").GetInt32();
}

internal sealed record RowFault(string Sheet, int Line, string? Column, string Code, string Zh);
