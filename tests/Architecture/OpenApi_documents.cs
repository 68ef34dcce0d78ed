using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovPlatform.Tests.Architecture;

/// <summary>The contract with frontends: what runs is what is checked in, and every operation says what it is.</summary>
[Collection(OnThePlatform.Name)]
public sealed class OpenApi_documents(WholePlatform platform)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory, MemberData(nameof(Parts.Names), MemberType = typeof(Parts))]
    public async Task the_running_document_is_the_one_checked_in(string service)
    {
        var running = (await DocumentAsync(service)).ToJsonString(Readable) + "\n";
        var file = Parts.At("contracts", "openapi", $"{service}.json");
        if (Environment.GetEnvironmentVariable("GOV_UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(file, running);
        var kept = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        var (now, before) = running.Split('\n').Zip(kept.Split('\n').Concat(Enumerable.Repeat("", running.Length))).FirstOrDefault(pair => pair.First != pair.Second);
        Assert.True(running == kept, $"The API of {service} is not contracts/openapi/{service}.json. If that is meant: GOV_UPDATE_OPENAPI=1 ./gov test OpenApi, and look at the difference.\n  checked in: {before}\n  running:    {now}");
    }

    [Theory, MemberData(nameof(Parts.Names), MemberType = typeof(Parts))]
    public async Task every_operation_has_a_name_a_summary_and_a_tag(string service)
    {
        var document = await DocumentAsync(service);
        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);
        var operations = Operations(document).ToList();
        Parts.None($"{service}: an operation has no", operations.SelectMany(operation => new[]
        {
            operation.Is["operationId"] is null ? $"operationId (WithName): {operation.Door}" : null,
            string.IsNullOrEmpty((string?)operation.Is["summary"]) ? $"summary (<summary> of the handler, or WithSummary): {operation.Door}" : null,
            operation.Is["tags"] is JsonArray { Count: > 0 } ? null : $"tag (WithTags): {operation.Door}",
        }).OfType<string>());
        Parts.None($"{service}: operationIds given twice:", operations.GroupBy(operation => (string?)operation.Is["operationId"]).Where(same => same.Count() > 1).Select(same => same.Key!));
    }

    internal static IEnumerable<(string Door, JsonNode Is)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "put" or "post" or "delete" or "patch"
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!);

    private async Task<JsonNode> DocumentAsync(string service) =>
        JsonNode.Parse(await platform.Services[service].As(null).GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
}
