using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GovPlatform.Tests.Services;

namespace GovPlatform.Tests.Architecture;

/// <summary>docs/authorization.md against every endpoint of every process, as every kind of caller.</summary>
[Collection(OnThePlatform.Name)]
public sealed class Who_may_call_what(WholePlatform platform)
{
    public static TheoryData<string> Processes { get; } = [.. Parts.Services.Select(part => part.Name), "gateway"];

    [Theory, MemberData(nameof(Processes))]
    public void every_endpoint_has_one_row_and_every_row_its_endpoint(string process)
    {
        var doors = Process(process).Doors.Select(door => door.ToString()).ToList();
        var rows = AuthorizationTable.Of(process).Select(row => row.Door).ToList();
        Parts.None($"{process}: endpoints without a row in docs/authorization.md:", doors.Except(rows));
        Parts.None($"{process}: rows of docs/authorization.md without an endpoint:", rows.Except(doors));
        Parts.None($"{process}: two rows for one endpoint:", rows.GroupBy(row => row).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Theory, MemberData(nameof(Parts.Names), MemberType = typeof(Parts))]
    public async Task every_operation_of_the_openapi_document_has_a_row(string service)
    {
        var document = JsonNode.Parse(await platform.Services[service].As(null).GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        var operations = OpenApi_documents.Operations(document).Select(operation => operation.Door).ToList();
        Parts.None($"{service}: operations without a row:", operations.Except(AuthorizationTable.Of(service).Select(row => row.Door)));
        Parts.None($"{service}: described by an endpoint, but not in the document:", Process(service).Doors.Where(door => door.IsDescribed).Select(door => door.ToString()).Except(operations));
    }

    [Fact]
    public void the_table_names_nobody_and_nothing_unknown()
    {
        Parts.None("Unknown callers:", AuthorizationTable.Rows.SelectMany(row => row.Callers).Except(AuthorizationTable.Callers.Keys));
        Parts.None("Unknown object rules:", AuthorizationTable.Rows.SelectMany(row => row.Rules).Except(["owner", "department", "draft", "signature"]));
        Parts.None("Rows of no process:", AuthorizationTable.Rows.Select(row => row.Service).Except([.. Parts.Services.Select(part => part.Name), "gateway", "*"]));
        Parts.None("Open to anonymous is open to all:", AuthorizationTable.Rows.Where(row => row.Callers.Contains("anonymous") && row.Callers.Count < AuthorizationTable.Callers.Count - 1).Select(row => row.ToString()));
        Parts.None("Open to nobody:", AuthorizationTable.Rows.Where(row => row.Callers.Count == 0).Select(row => row.ToString()));
    }

    [Theory, MemberData(nameof(Processes))]
    public async Task every_kind_of_caller_is_let_in_or_refused_as_the_table_says(string process)
    {
        var running = Process(process);
        var rows = AuthorizationTable.Of(process).ToDictionary(row => row.Door);
        var wrong = new List<string>();
        foreach (var (name, caller) in AuthorizationTable.Callers)
        {
            using var client = running.As(caller);
            foreach (var door in running.Doors.Where(door => rows.ContainsKey(door.ToString())))
            {
                using var answer = await client.SendAsync(Request(door), HttpCompletionOption.ResponseHeadersRead);
                if (Wrong(rows[door.ToString()], name, answer.StatusCode) is { } expected)
                    wrong.Add($"{door} as {name}: {(int)answer.StatusCode}, expected {expected}");
            }
        }
        Parts.None($"{process} does not keep docs/authorization.md:", wrong);
    }

    [Fact]
    public async Task what_only_services_call_is_not_routed_by_the_gateway()
    {
        using var client = Process("gateway").As(People.Service);
        var reached = new List<string>();
        foreach (var row in AuthorizationTable.Rows.Where(row => row.Door.Contains(" /internal/", StringComparison.Ordinal)))
            if ((await client.GetAsync(new Uri(row.Door.Split(' ')[1].Replace("{id}", $"{Guid.Empty}", StringComparison.Ordinal), UriKind.Relative))).StatusCode != HttpStatusCode.NotFound)
                reached.Add(row.Door);
        Parts.None("The gateway passes on:", reached);
    }

    private Running Process(string name) => platform.Processes.Single(process => process.Name == name);

    private static string? Wrong(Row row, string caller, HttpStatusCode status) => (row.Admits(caller) || row.Callers.Contains("anonymous"), row.Rules.Contains("signature")) switch
    {
        (true, true) => status == HttpStatusCode.Unauthorized ? null : "401, since nothing is signed",
        (true, false) => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError) ? null : "to be let in",
        (false, _) when caller == "anonymous" => status == HttpStatusCode.Unauthorized ? null : "401",
        _ => status == HttpStatusCode.Forbidden ? null : "403",
    };

    /// <summary>A call that routing finds and that changes nothing: of nothing that exists, with an empty body.</summary>
    private static HttpRequestMessage Request(Door door)
    {
        var path = door.Path;
        foreach (var parameter in door.Endpoint.RoutePattern.Parameters)
            path = path.Replace($"{{{parameter.Name}}}", parameter.ParameterPolicies is [{ Content: var kind }, ..] ? kind == "int" ? "1" : $"{Guid.Empty}" : "x", StringComparison.Ordinal);
        return new HttpRequestMessage(new(door.Method), path)
        {
            Content = door.ContentType is { } type ? new StringContent("{}", Encoding.UTF8, type) : null,
            Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" }, { "If-Match", "\"999\"" }, { "Purpose", "test" } },
        };
    }
}
