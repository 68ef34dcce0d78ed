using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>When two JSON values are one: numbers by their value, members in any order, text character by character.</summary>
internal static class SameValue
{
    /// <summary>For values without a name twice in one object.</summary>
    public static bool Of(JsonElement one, JsonElement other)
    {
        if (one.ValueKind != other.ValueKind)
            return false;
        return one.ValueKind switch
        {
            JsonValueKind.String => other.ValueEquals(one.GetString()),
            JsonValueKind.Number => JsonNumber.Of(one).CompareTo(JsonNumber.Of(other)) == 0,
            JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength() && one.EnumerateArray().Zip(other.EnumerateArray(), Of).All(same => same),
            JsonValueKind.Object => one.GetPropertyCount() == other.GetPropertyCount()
                && one.EnumerateObject().All(member => other.TryGetProperty(member.Name, out var its) && Of(member.Value, its)),
            _ => true,
        };
    }
}
