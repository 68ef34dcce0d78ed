using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Dapper;
using GovPlatform.Tests.Services.Telemetry;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Two replicas of intake as processes of their own, over one database and one folder.</summary>
public sealed class IntakeReplicas : IAsyncLifetime
{
    private WebApplication issuer = null!;
    private Dictionary<string, string?> settings = [];

    internal ServiceProcess First { get; private set; } = null!;
    internal ServiceProcess Second { get; private set; } = null!;
    internal string Database { get; private set; } = "";

    public async Task InitializeAsync()
    {
        (issuer, var jwks) = await TestIssuer.ServeAsync();
        Database = await TestServers.NewDatabaseAsync("intake");
        settings = new()
        {
            ["ConnectionStrings:rabbitmq"] = await TestServers.NewVirtualHostAsync(), ["ConnectionStrings:intakedb"] = Database,
            ["Gov:PublicUrl"] = "http://gov.test", ["Gov:DataKey"] = "test-data-key-test-data-key-test-data-key", ["Gov:Seed"] = "false",
            ["Gov:DataFolder"] = TestServers.FilesOf(Database),
            ["Auth:JwksUrl"] = jwks,
            ["services:matters:http:0"] = "http://127.0.0.1:1", ["services:identity:http:0"] = "http://127.0.0.1:1",
        };
        (First, Second) = (await StartAsync(), await StartAsync());
    }

    internal Task<ServiceProcess> StartAsync() => ServiceProcess.StartAsync("Intake", settings);

    public async Task DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await issuer.DisposeAsync();
    }
}

public sealed class Uploading_over_the_wire(IntakeReplicas replicas) : IClassFixture<IntakeReplicas>
{
    private readonly Caller me = People.Citizen with { Id = Guid.NewGuid() };

    private HttpClient At(ServiceProcess replica) => new() { BaseAddress = new(replica.Address), DefaultRequestHeaders = { Authorization = new("Bearer", TestIssuer.Token(me)) } };

    [Fact]
    public async Task any_replica_takes_the_next_part_also_after_one_was_killed()
    {
        var content = Uploading.Pdf(2 * Uploading.Megabyte);
        var doomed = await replicas.StartAsync();
        using var first = At(doomed);
        using var second = At(replicas.First);
        using var third = At(replicas.Second);
        var id = (await first.BegunAsync(content)).GetProperty("id").GetGuid();
        using var slow = new Endless(Uploading.Megabyte, TimeSpan.FromSeconds(2), content);
        var broken = first.PartAsync(id, 0, new StreamContent(slow));
        await UntilAsync(() => second.OffsetAsync(id), offset => offset > 0);
        Process.GetProcessById(doomed.Id).Kill();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => broken);
        await doomed.DisposeAsync();

        var offset = (int)await second.OffsetAsync(id);
        Assert.InRange(offset, 1, Uploading.Megabyte - 1);
        using var next = await second.PartAsync(id, offset, content[offset..^1]);
        Assert.Equal("open", (await next.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        using var last = await third.PartAsync(id, content.Length - 1, content[^1..]);
        Assert.Equal("done", (await last.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task a_part_cut_short_keeps_what_arrived_and_goes_on_from_there()
    {
        var content = Uploading.Pdf(Uploading.Megabyte);
        using var client = At(replicas.First);
        var id = (await client.BegunAsync(content)).GetProperty("id").GetGuid();
        // The length is forged: it announces all and sends some.
        using (await SendAsync(id, 0, content.Length, content[..300_000]))
        {
            await UntilAsync(() => client.OffsetAsync(id), offset => offset == 300_000);
            using var meanwhile = await client.PartAsync(id, 300_000, content[300_000..]);
            await Filing_a_case.ProblemAsync(meanwhile, 409, "part-in-progress");
        }
        var rest = await UntilAsync(() => client.PartAsync(id, 300_000, content[300_000..]), answer => answer.StatusCode != HttpStatusCode.Conflict);
        Assert.Equal("done", (await rest.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task more_than_its_announced_length_is_not_part_of_a_part()
    {
        var content = Uploading.Pdf(Uploading.Megabyte);
        using var client = At(replicas.First);
        var id = (await client.BegunAsync(content)).GetProperty("id").GetGuid();
        using (var line = await SendAsync(id, 0, 1000, content))
        {
            var answer = new byte[4096];
            Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(answer, 0, await line.GetStream().ReadAsync(answer)), StringComparison.Ordinal);
        }
        Assert.Equal(1000, await client.OffsetAsync(id));
        using (var line = await SendAsync(id, 1000, 100L << 40, content))
        {
            var answer = new byte[4096];
            Assert.StartsWith("HTTP/1.1 413", Encoding.ASCII.GetString(answer, 0, await line.GetStream().ReadAsync(answer)), StringComparison.Ordinal);
        }
        Assert.Equal(1000, await client.OffsetAsync(id));
    }

    [Fact]
    public async Task two_hundred_megabytes_leave_memory_flat()
    {
        const int Parts = 25, MostKilobytes = 40 * 1024;
        using var client = At(replicas.First);
        var part = Uploading.Pdf(8 * Uploading.Megabyte);
        // Once for what is loaded and compiled with the first call.
        await client.UploadedAsync(part);
        var (caseId, code) = await DraftAsync();
        var before = PeakKilobytes();
        using var sha = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        for (var n = 0; n < Parts; n++)
            sha.AppendData(part);
        using var begun = await client.BeginAsync(new { size = (long)Parts * part.Length, sha256 = Convert.ToHexStringLower(sha.GetHashAndReset()), mediaType = "application/pdf" });
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        for (var n = 0; n < Parts; n++)
            using (var taken = await client.PartAsync(id, (long)n * part.Length, part))
                Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
        // And as a material, without a length and with a forged one.
        using var material = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/cases/{caseId}/materials/{code}") { Content = new StreamContent(new Endless(200L * Uploading.Megabyte, content: "%PDF-1.7\n"u8.ToArray())) };
        material.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var refused = await client.SendAsync(material);
        await Filing_a_case.ProblemAsync(refused, 413, "too-large");
        Assert.InRange(PeakKilobytes() - before, 0, MostKilobytes);
    }

    /// <summary>The most that the process has ever had in memory.</summary>
    private long PeakKilobytes() =>
        File.ReadLines($"/proc/{replicas.First.Id}/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2])).Single();

    private async Task<(Guid Id, string Code)> DraftAsync()
    {
        var id = Guid.NewGuid();
        await using var db = new NpgsqlConnection(replicas.Database);
        await db.ExecuteAsync("""
            insert into case_file (id, region, status, version, channel, delivery, account_id, applicant, matter_code, matter, form_sealed, created_at, updated_at)
            values (@id, '410497', 'draft', 1, 'web', 'counter', @me, '{}', 'M', '{}', '', now(), now());
            insert into case_material (case_id, code, name, requirement) values (@id, 'M1', '图纸', '1')
            """, new { id, me = me.Id });
        return (id, "M1");
    }

    private async Task<TcpClient> SendAsync(Guid id, long offset, long length, byte[] body)
    {
        var address = new Uri(replicas.First.Address);
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var head = $"PATCH {Uploading.Path}/{id} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {TestIssuer.Token(me)}\r\nUpload-Offset: {offset}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {length}\r\n\r\n";
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
        return client;
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Predicate<T> enough)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await ask();
            if (enough(answer))
                return answer;
            Assert.True(attempt < 200, $"{answer} is still not enough");
            await Task.Delay(50);
        }
    }
}
