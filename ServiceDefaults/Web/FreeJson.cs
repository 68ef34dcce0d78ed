using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovPlatform.ServiceDefaults;

/// <summary>JSON of any shape, refused where its text is none: half a surrogate pair, or bytes that are not UTF-8, would else throw at whoever reads it first.</summary>
internal sealed class FreeJson : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var read = JsonElement.ParseValue(ref reader);
        try
        {
            ReadText(read);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("text that is no Unicode", e);
        }
        return read;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);

    private static void ReadText(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                ReadText(item);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var (_, inner) in value.EnumerateObject().Select(member => (member.Name, member.Value)))
                ReadText(inner);
    }
}
