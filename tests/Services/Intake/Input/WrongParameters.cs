using System.Text.Json.Nodes;

namespace GovPlatform.Tests.Services.Intake.Input;

/// <summary>What is wrong in an address or header, by the schema of the parameter; percent-encoded.</summary>
internal static class WrongParameters
{
    public static IEnumerable<string> Of(JsonNode parameter)
    {
        var (name, schema) = ((string)parameter["name"]!, parameter["schema"]!);
        return ((string)parameter["in"]!, (string)schema["type"]!, (string?)schema["format"]) switch
        {
            // A version that nobody has seen is stale; with an object that is not there it is not even that.
            ("header", _, _) => name == "Idempotency-Key" ? ["", new('k', 201)] : ["x", new('9', 5_000)],
            (_, "integer", _) => ["x", "1.5", "99999999999999999999"],
            (_, "boolean", _) => ["perhaps", "2"],
            (_, _, "uuid") => ["x", "%00", "0198f000-0000-7000-8000-00000000000", new('0', 5_000)],
            ("path", _, _) => [new('x', 5_000), "%00", "a%00b"],
            _ => [new('x', 100_000), "%00", "a%00b", "%ED%A0%80"],
        };
    }
}
