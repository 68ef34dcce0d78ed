using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GovPlatform.Ops;
using GovPlatform.ServiceDefaults;

namespace GovPlatform.Bench;

/// <summary>Whole applications of the seeded citizens, each with its form and its uploaded materials, sent over connections that wait for their answer.</summary>
internal sealed class IntakeApplications(Uri service, IReadOnlyList<(byte[] Head, byte[] Tail)> requests)
{
    private const string Matter = "食品经营许可";

    /// <summary>Signs the citizens in and uploads the materials of one application of each, which their applications then name.</summary>
    public static async Task<IntakeApplications> PrepareAsync(DemoClient client, Uri service)
    {
        var people = await DemoDirectory.ReadAsync(client, default);
        var found = await client.SendAsync(new(HttpMethod.Get, $"/api/matters/v1/matters?q={Uri.EscapeDataString(Matter)}&limit=1"), default, 200);
        var code = found.Json.GetProperty("items")[0].GetProperty("code").GetString()!;
        var matter = (await client.SendAsync(new(HttpMethod.Get, $"/api/matters/v1/matters/{code}"), default, 200)).Json;
        var listed = matter.GetProperty("materials").EnumerateArray().Where(material => material.GetProperty("requirement").GetString() is "1" or "3").Select(material => material.GetProperty("code").GetString()!).ToList();
        List<(byte[], byte[])> requests = [];
        foreach (var n in Enumerable.Range(0, SeededPeople.Citizens))
        {
            var citizen = people.Citizen(n);
            List<object> materials = [];
            foreach (var material in listed)
                materials.Add(new { code = material, uploadId = await UploadAsync(service, await citizen.TokenAsync(default), DemoFiles.Pdf($"{n} {material}")) });
            var body = JsonSerializer.SerializeToUtf8Bytes(new { matterCode = code, delivery = "electronic", submit = true, despiteDuplicates = true, form = FilledForm.Of(matter.GetProperty("form")), materials });
            requests.Add((
                Encoding.ASCII.GetBytes($"POST /api/intake/v1/cases HTTP/1.1\r\nHost: {service.Authority}\r\nAuthorization: Bearer {await citizen.TokenAsync(default)}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nIdempotency-Key: "),
                [.. "\r\n\r\n"u8, .. body]));
        }
        return new(service, requests);
    }

    private static async Task<Guid> UploadAsync(Uri service, string token, byte[] content)
    {
        using var http = new HttpClient { BaseAddress = service, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        using var begin = new HttpRequestMessage(HttpMethod.Post, "/api/intake/v1/uploads")
        {
            Content = JsonContent.Create(new { size = content.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), mediaType = "application/pdf" }),
            Headers = { { Idempotency.Header, $"{Guid.NewGuid()}" } },
        };
        using var begun = await http.SendAsync(begin);
        var upload = JsonElement.Parse(await begun.Content.ReadAsStringAsync());
        using var part = new HttpRequestMessage(HttpMethod.Patch, begun.Headers.Location) { Content = new ByteArrayContent(content), Headers = { { "Upload-Offset", "0" } } };
        part.Content.Headers.ContentType = new("application/offset+octet-stream");
        using var done = await http.SendAsync(part);
        return done.IsSuccessStatusCode ? upload.GetProperty("id").GetGuid() : throw new CannotMeasureException($"PATCH {begun.Headers.Location} → {(int)done.StatusCode}");
    }

    /// <summary>Milliseconds of each application that this client has sent and had answered with 201.</summary>
    public async Task<List<double>> SendAsync(int client, Stopwatch clock, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(service.Host, service.Port);
        var (buffer, times) = (new byte[128 * 1024], new List<double>(20_000));
        for (var n = client; clock.Elapsed < time; n++)
        {
            var (head, tail) = requests[n % requests.Count];
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(new ArraySegment<byte>[] { head, Encoding.ASCII.GetBytes(Guid.CreateVersion7().ToString("N")), tail });
            await LeanClient.AnswerAsync(socket, buffer, 201);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }
}
