using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovPlatform.Matters;

/// <summary>One element that differs between two versions, as people read it.</summary>
/// <param name="Pointer">JSON pointer into the later version; of something taken away, into the earlier.</param>
/// <param name="Label">Its Chinese name.</param>
/// <param name="Before">Null where it was not there; codes with their names, lists parted by ；.</param>
/// <param name="After">Null where it is not there any more.</param>
internal sealed record Change(string Pointer, string Label, string? Before, string? After)
{
    // Items that keep their identity from version to version, by what they keep.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["/materials"] = "serial", ["/situations"] = "id", ["/elements/fees"] = "name", ["/elements/specialSteps"] = "name",
    };

    public static IReadOnlyList<Change> Between(MatterContent before, MatterContent after)
    {
        List<Change> changes = [];
        Members(new("", "", ""), Node(before), Node(after), changes);
        return changes;
    }

    /// <param name="Pointer">With the places of items.</param>
    /// <param name="Path">Without them.</param>
    /// <param name="Of">The item that a label begins with.</param>
    private sealed record Place(string Pointer, string Path, string Of)
    {
        public Place At(string member) => new($"{Pointer}/{member}", $"{Path}/{member}", Of);
    }

    // Why a version was made is told beside its changes; the code of a material follows from its serial.
    private static JsonObject Node(MatterContent content) => JsonSerializer.SerializeToNode(
        content with { Reason = null, Materials = [.. content.Materials.Select(material => material with { Code = null })] }, GovJson.Events)!.AsObject();

    private static void Members(Place place, JsonObject before, JsonObject after, List<Change> changes)
    {
        foreach (var name in after.Select(member => member.Key).Union(before.Select(member => member.Key)))
            Member(place.At(name), before[name], after[name], changes);
    }

    private static void Member(Place place, JsonNode? before, JsonNode? after, List<Change> changes)
    {
        if (JsonNode.DeepEquals(before, after))
            return;
        if (Keys.TryGetValue(place.Path, out var key))
            Items(place, key, before?.AsArray() ?? [], after?.AsArray() ?? [], changes);
        else if (place.Path == "/elements")
            Members(place, before!.AsObject(), after!.AsObject(), changes);
        else
            changes.Add(new(place.Pointer, place.Of + ElementNames.Of(place.Path), ElementNames.Text(place.Path, before), ElementNames.Text(place.Path, after)));
    }

    private static void Items(Place place, string key, JsonArray before, JsonArray after, List<Change> changes)
    {
        var old = Keyed(key, before);
        foreach (var (id, (i, item)) in Keyed(key, after))
        {
            var at = new Place($"{place.Pointer}/{i}", place.Path, $"{ElementNames.Of(place.Path)}{id}《{Title(item)}》·");
            if (old.Remove(id, out var was))
                Members(at, was.Item, item, changes);
            else
                changes.Add(new(at.Pointer, at.Of.TrimEnd('·'), null, Title(item)));
        }
        changes.AddRange(old.Select(gone => new Change($"{place.Pointer}/{gone.Value.At}", $"{ElementNames.Of(place.Path)}{gone.Key}《{Title(gone.Value.Item)}》", Title(gone.Value.Item), null)));
    }

    // A draft may hold one key twice: the later one is compared.
    private static Dictionary<string, (int At, JsonObject Item)> Keyed(string key, JsonArray items)
    {
        Dictionary<string, (int, JsonObject)> keyed = [];
        for (var i = 0; i < items.Count; i++)
            keyed[items[i]![key]!.ToString()] = (i, items[i]!.AsObject());
        return keyed;
    }

    private static string Title(JsonObject item) => (item["name"] ?? item["question"])?.ToString() ?? "";
}
