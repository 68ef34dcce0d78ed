using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>Identifiers travel in JSON as their standard form; a text that is none is a JsonException that says why.</summary>
public sealed class IdentifierJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdentifier<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : class, IIdentifier<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var read = T.ReadStored(reader.GetString());
            return read.Value ?? throw new JsonException($"{typeof(T).Name} {read.Refusal!.En}");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
