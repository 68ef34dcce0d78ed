using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>What a client of uploads does.</summary>
internal static class Uploading
{
    public const string Path = "/api/intake/v1/uploads";
    public const int Megabyte = 1024 * 1024;

    /// <summary>A PDF of exactly so many bytes, unlike any other.</summary>
    public static byte[] Pdf(int size = 1000)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        "%PDF-1.7\n"u8.CopyTo(content);
        "\n%%EOF\n"u8.CopyTo(content.AsSpan(size - 7));
        return content;
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static Task<HttpResponseMessage> BeginAsync(this HttpClient client, object upload) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(upload), Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } });

    public static async Task<JsonElement> BegunAsync(this HttpClient client, byte[] content, string mediaType = "application/pdf")
    {
        using var answer = await client.BeginAsync(new { size = content.Length, sha256 = Sha256(content), mediaType });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static Task<HttpResponseMessage> PartAsync(this HttpClient client, Guid id, long? offset, HttpContent part, string type = "application/offset+octet-stream")
    {
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        var request = new HttpRequestMessage(HttpMethod.Patch, $"{Path}/{id}") { Content = part };
        if (offset is not null)
            request.Headers.Add("Upload-Offset", $"{offset}");
        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PartAsync(this HttpClient client, Guid id, long? offset, byte[] part) => client.PartAsync(id, offset, new ByteArrayContent(part));

    public static async Task<long> OffsetAsync(this HttpClient client, Guid id)
    {
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{Path}/{id}"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single());
    }

    /// <summary>The whole, in one part.</summary>
    public static async Task<JsonElement> UploadedAsync(this HttpClient client, byte[] content, string mediaType = "application/pdf")
    {
        var id = (await client.BegunAsync(content, mediaType)).GetProperty("id").GetGuid();
        using var answer = await client.PartAsync(id, 0, content);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
