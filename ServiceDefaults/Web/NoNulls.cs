using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace GovPlatform.ServiceDefaults;

/// <summary>Requests hold no null where a type promises a value: not as an item of a list, and not in a member with a default.</summary>
internal static class NoNulls
{
    // RespectNullableAnnotations does not look into lists, and would fail answers too.
    public static void Refuse(JsonSerializerOptions options) =>
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(static type =>
        {
            if (type.Kind == JsonTypeInfoKind.Object && type.OnDeserialized is null)
                type.OnDeserialized = read => Check(read, type.Properties);
        });

    private static void Check(object read, IList<JsonPropertyInfo> members)
    {
        foreach (var member in members)
            if (member.Get is { } get && Holds(member, get(read)))
                throw new JsonException($"null in {member.Name}");
    }

    private static bool Holds(JsonPropertyInfo member, object? value) => value switch
    {
        // What is required is validation's to refuse, and a constructor's parameter may just not have been sent.
        null => member is { IsSetNullable: false, Set: not null, AssociatedParameter: null } && member.AttributeProvider?.IsDefined(typeof(RequiredAttribute), true) != true,
        JsonNode => false,
        IEnumerable<object?> items => items.Contains(null),
        _ => false,
    };
}
