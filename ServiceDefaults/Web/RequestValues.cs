using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace GovPlatform.ServiceDefaults;

/// <summary>Requests hold no null where a type promises a value (not as an item of a list, and not in a member with a default), and no U+0000, which no column takes.</summary>
internal static class RequestValues
{
    // RespectNullableAnnotations does not look into lists, and would fail answers too.
    public static void Refuse(JsonSerializerOptions options) =>
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(static type =>
        {
            if (type.Kind != JsonTypeInfoKind.Object)
                return;
            // Where it is set the answer can name it.
            foreach (var member in type.Properties)
                if (member is { Set: { } set, AssociatedParameter: null })
                    member.Set = (read, value) => set(read, Checked(member, value));
            type.OnDeserialized ??= read => CheckParameters(read, type.Properties);
        });

    private static void CheckParameters(object read, IList<JsonPropertyInfo> members)
    {
        foreach (var member in members)
            if (member is { AssociatedParameter: not null, Get: { } get })
                Checked(member, get(read));
    }

    private static object? Checked(JsonPropertyInfo member, object? value) => Wrong(member, value) ? throw new JsonException($"null or U+0000 in {member.Name}") : value;

    private static bool Wrong(JsonPropertyInfo member, object? value) => value switch
    {
        // What is required is validation's to refuse, and a constructor's parameter may just not have been sent.
        null => member is { IsSetNullable: false, AssociatedParameter: null } && member.AttributeProvider?.IsDefined(typeof(RequiredAttribute), true) != true,
        string text => text.Contains('\0', StringComparison.Ordinal),
        JsonNode => false,
        IEnumerable<object?> items => items.Any(item => item is null || (item is string text && text.Contains('\0', StringComparison.Ordinal))),
        _ => false,
    };
}
