using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using GovPlatform.Tests.Architecture;

namespace GovPlatform.Tests.Services.Intake.Input;

/// <summary>intake on a port of this machine, with Kestrel's own limits.</summary>
public sealed class IntakeOnAPort : IntakeHost
{
    protected override bool Listens => true;
}

/// <summary>Whatever is wrong with a request of whatever operation: a coded 4xx that names the place, and nothing is stored.</summary>
public sealed partial class Wrong_input(IntakeOnAPort host) : IClassFixture<IntakeOnAPort>
{
    private const int MostGrowth = 64 * 1024 * 1024;
    private static readonly HttpStatusCode[] Refused = [HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnprocessableEntity];
    private readonly JsonNode document = JsonNode.Parse(File.ReadAllText(Parts.At("contracts", "openapi", "intake.json")))!;

    [Fact]
    public async Task a_body_with_one_thing_wrong_is_refused_by_its_place_and_nothing_is_stored()
    {
        var there = await ThereAsync();
        var asked = Operations().Where(operation => Schema(operation.Is) is not null).SelectMany(operation => Bodies(operation.Door).Of(Schema(operation.Is)!).Select(body => (operation.Door, Body: body))).ToList();
        Assert.InRange(asked.Count, 1_000, 5_000);
        var rows = await RowsAsync();
        // What servers and clients keep to use again is there after the largest ones.
        await RefusedAsync(asked.OrderByDescending(one => one.Body.Body.Length).Take(40), there);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var wrong = await RefusedAsync(asked, there);
        Parts.None("Not refused, or not by its place:", wrong);
        Assert.Equal(rows, await RowsAsync());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - heap, long.MinValue, MostGrowth);
    }

    /// <summary>Sends them; what is not refused, or not by its place.</summary>
    private async Task<IReadOnlyCollection<string>> RefusedAsync(IEnumerable<(string Door, WrongBody Body)> asked, Dictionary<string, Guid> there)
    {
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            using var answer = await SendAsync(one.Door, there, new ByteArrayContent(one.Body.Body) { Headers = { ContentType = new("application/json") } });
            if (await NotAsync(answer, Refused, one.Body.Pointer) is { } seen)
                wrong.Add($"{one.Door} {one.Body.What}: {seen}");
        });
        return wrong;
    }

    /// <summary>What the bodies above are made of is right: they are not refused for their shape.</summary>
    [Fact]
    public async Task a_body_made_from_the_schema_passes_it()
    {
        var wrong = new List<string>();
        foreach (var (door, operation) in Operations().Where(operation => Schema(operation.Is) is not null))
        {
            using var answer = await SendAsync(door, [], new StringContent(Bodies(door).Fitting(Schema(operation)!).ToJsonString(), Encoding.UTF8, "application/json"));
            if (await answer.Content.ReadAsStringAsync() is var told && (told.Contains("\"validation\"", StringComparison.Ordinal) || told.Contains("malformed-json", StringComparison.Ordinal)))
                wrong.Add($"{door}: {told}");
        }
        Parts.None("Refused for its shape:", wrong);
    }

    [Fact]
    public async Task a_body_of_another_kind_is_refused_with_415()
    {
        var wrong = new List<string>();
        foreach (var (door, _) in Operations().Where(operation => Schema(operation.Is) is not null))
            foreach (var type in new[] { "text/plain", "application/xml", "application/x-www-form-urlencoded", null })
            {
                using var content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = type is null ? null : new(type) } };
                using var answer = await SendAsync(door, [], content);
                if (await NotAsync(answer, [HttpStatusCode.UnsupportedMediaType], null) is { } seen)
                    wrong.Add($"{door} {type}: {seen}");
            }
        Parts.None("Taken as JSON:", wrong);
    }

    [Fact]
    public async Task what_is_wrong_in_an_address_or_header_is_refused_too()
    {
        var (wrong, rows) = (new List<string>(), await RowsAsync());
        foreach (var (door, operation) in Operations())
            foreach (var parameter in operation["parameters"]?.AsArray().Select(parameter => parameter!) ?? [])
                foreach (var value in WrongParameters.Of(parameter))
                {
                    using var answer = await SendAsync(door, [], null, ((string)parameter["name"]!, (string)parameter["in"]!, value));
                    if (await NotAsync(answer, null, null) is { } seen)
                        wrong.Add($"{door} {parameter["name"]}={value[..Math.Min(20, value.Length)]} ({value.Length}): {seen}");
                }
        Parts.None("Taken, or failed:", wrong);
        Assert.Equal(rows, await RowsAsync());
    }

    [Theory]
    [InlineData("Content-Length: 5000", 400, true)]
    [InlineData("Content-Length: 99999999999", 413, false)]
    [InlineData("Content-Length: -1", 400, false)]
    [InlineData("Content-Length: many", 400, false)]
    [InlineData("Content-Length: 20\r\nContent-Length: 30", 400, false)]
    [InlineData("Transfer-Encoding: chunked", 400, false)]
    public async Task a_forged_length_stores_nothing(string length, int status, bool hangsUp)
    {
        var rows = await RowsAsync();
        var address = host.As(IntakeHost.Citizen).BaseAddress!;
        using var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port);
        var stream = line.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($$"""
            POST /api/intake/v1/cases HTTP/1.1
            Host: {{address.Authority}}
            Authorization: Bearer {{TestIssuer.Token(IntakeHost.Citizen)}}
            Idempotency-Key: {{Guid.NewGuid()}}
            Content-Type: application/json
            {{length}}

            {"matterCode":"{{host.MatterCode}}"}
            """.ReplaceLineEndings("\r\n")));
        if (hangsUp)
            line.Client.Shutdown(SocketShutdown.Send);
        var answer = new byte[4096];
        var told = Encoding.UTF8.GetString(answer, 0, await stream.ReadAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
        // Whom it cannot answer any more it answers nothing.
        Assert.True(told.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal) || (hangsUp && told.Length == 0), told);
        Assert.Equal(rows, await RowsAsync());
    }

    private IEnumerable<(string Door, JsonNode Is)> Operations() => OpenApi_documents.Operations(document).Where(operation => !operation.Door.Contains("/staff-reads", StringComparison.Ordinal));

    private static JsonNode? Schema(JsonNode operation) => operation["requestBody"]?["content"]?["application/json"]?["schema"];

    private WrongBodies Bodies(string door) => new(document, new Dictionary<string, JsonNode?>
    {
        ["delivery"] = "post", ["deliveryHall"] = null,
        ["matterCode"] = host.MatterCode, ["packageCode"] = PackageSteps.Code, ["answers"] = door.EndsWith("/packages", StringComparison.Ordinal) ? PackageSteps.Answers : "", ["departmentCode"] = People.Department, ["toDepartment"] = People.Department, ["applicantId"] = IntakeHost.Citizen.Id, ["channel"] = "counter",
    });

    /// <summary>Cases to which a form is handed in, so that it is looked at.</summary>
    private async Task<Dictionary<string, Guid>> ThereAsync() => new()
    {
        ["PUT /api/intake/v1/cases/{id}"] = IntakeHost.Id(await host.DraftAsync()),
        ["POST /api/intake/v1/cases/{id}/correct"] = IntakeHost.Id(await host.ReceivedAsync()),
        ["PUT /api/intake/v1/packages/{id}"] = IntakeHost.Id(await host.OpenedAsync()),
    };

    private async Task<HttpResponseMessage> SendAsync(string door, Dictionary<string, Guid> there, HttpContent? content, (string Name, string In, string Value)? odd = null)
    {
        var (method, path) = (door.Split(' ')[0], door.Split(' ')[1]);
        path = Braces().Replace(path, hole => odd is { In: "path" } wrong && wrong.Name == hole.Groups[1].Value ? wrong.Value
            : hole.Groups[1].Value.EndsWith("id", StringComparison.OrdinalIgnoreCase) ? $"{there.GetValueOrDefault(door, Guid.NewGuid())}" : "x");
        using var request = new HttpRequestMessage(new(method), odd is { In: "query" } query ? $"{path}?{query.Name}={query.Value}" : path) { Content = content };
        foreach (var (name, value) in new[] { ("Idempotency-Key", $"{Guid.NewGuid()}"), ("If-Match", "*"), ("Purpose", "test"), ("Upload-Offset", "0") })
            request.Headers.TryAddWithoutValidation(name, odd is { In: "header" } header && header.Name == name ? header.Value : value);
        // One that is too large is refused before it is sent, or the connection is closed under it.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1_000_000;
        return await host.As(CallerOf(door)).SendAsync(request);
    }

    /// <summary>Somebody who may call it, by docs/authorization.md.</summary>
    private static Caller CallerOf(string door) => AuthorizationTable.Of("intake").Single(row => row.Door == door).Callers.Order(StringComparer.Ordinal).First() switch
    {
        // What a clerk files for somebody is looked at further than what somebody files for another.
        Kind.Citizen when door is "POST /api/intake/v1/cases" or "POST /api/intake/v1/packages" => People.Clerk,
        Kind.Citizen or "anonymous" => IntakeHost.Citizen,
        var other => AuthorizationTable.Callers[other]!,
    };

    /// <summary>What is wrong with the refusal; null where it is one.</summary>
    private static async Task<string?> NotAsync(HttpResponseMessage answer, HttpStatusCode[]? expected, string? pointer)
    {
        var told = await answer.Content.ReadAsStringAsync();
        if (expected is null ? (int)answer.StatusCode is < 400 or >= 500 : !expected.Contains(answer.StatusCode))
            return $"{(int)answer.StatusCode} {told[..Math.Min(300, told.Length)]}";
        // Before it is a request at all, Kestrel answers without a body.
        if (expected is null && told.Length == 0)
            return null;
        var problem = JsonElement.Parse(told);
        return !problem.TryGetProperty("code", out var code) || code.GetString() is null or "" ? $"no code: {told}"
            // Above the limit of a body nothing of it is read.
            : pointer is not null && answer.StatusCode != HttpStatusCode.RequestEntityTooLarge && !(problem.TryGetProperty("errors", out var errors) && errors.EnumerateObject().Any(error => error.Name == pointer || error.Name.StartsWith($"{pointer}/", StringComparison.Ordinal)))
                ? $"not at {pointer}: {told[..Math.Min(300, told.Length)]}"
            : null;
    }

    /// <summary>How many rows each table has; what waits to be told or sealed counts as what is.</summary>
    private async Task<Dictionary<string, long>> RowsAsync()
    {
        await using var db = await host.Database.OpenConnectionAsync();
        var tables = await db.QueryAsync<string>("""
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname not in ('inbox', 'audit_seal')
            """);
        var rows = await db.QueryAsync<(string Name, long Rows)>(string.Join(" union all ", tables.Select(table => $"select '{table}' as name, count(*) as rows from {table}")));
        return rows.GroupBy(table => table.Name switch { "outbox" => "event", "audit_pending" => "audit", var name => name }).OrderBy(table => table.Key, StringComparer.Ordinal)
            .ToDictionary(table => table.Key, table => table.Sum(rows => rows.Rows));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}
