using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using GovPlatform.Matters.Importing;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>The dictionary of shared fields: those the platform was built with (seed/fields.csv), and what administrators changed or added.</summary>
internal sealed partial class FormFields(SortedDictionary<string, FormFieldView> known)
{
    public static FormFields BuiltIn { get; } = new(new(Embedded().ToDictionary(field => field.Key), StringComparer.Ordinal));

    /// <summary>In order of their keys.</summary>
    public IEnumerable<FormFieldView> All => known.Values;

    public FormFieldView? Find(string key) => known.GetValueOrDefault(key);

    public static bool IsKey(string key) => Key().IsMatch(key);

    /// <summary>The dictionary as it is now; a few hundred rows at most, read whole.</summary>
    public static async Task<FormFields> ReadAsync(NpgsqlConnection db)
    {
        var all = new SortedDictionary<string, FormFieldView>(BuiltIn.All.ToDictionary(field => field.Key), StringComparer.Ordinal);
        foreach (var row in await db.QueryAsync<Row>("select key, revision, content::text as content from form_field"))
            all[row.Key] = new(row.Key, row.Revision, JsonSerializer.Deserialize<FormField>(row.Content, GovJson.Events)!);
        return new(all);
    }

    /// <summary>The form that asks these fields, key or key* where it must be filled; null with the first key that nobody knows.</summary>
    public (JsonElement? Form, string? Unknown) Form(IReadOnlyList<string> keys)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var text in keys)
        {
            var key = text.TrimEnd('*');
            if (Find(key) is not { } field)
                return (null, key);
            properties[key] = field.Field.ToSchema();
            if (text.EndsWith('*'))
                required.Add(key);
        }
        var form = new JsonObject { ["$schema"] = FormSchema.Dialect, ["type"] = "object", ["properties"] = properties, ["required"] = required };
        return (keys.Count == 0 ? null : JsonSerializer.SerializeToElement(form), null);
    }

    private static IEnumerable<FormFieldView> Embedded()
    {
        using var reader = new StreamReader(typeof(FormFields).Assembly.GetManifestResourceStream("seed/fields.csv")!);
        var table = CsvTable.Read("fields", reader.ReadToEnd(), ["key", "title", "type", "format", "enum", "max_length", "pattern", "description"]);
        var head = SheetHead.Of("fields", [.. table.Head.Select(key => new Column(key, key, _ => null))]);
        foreach (var row in table.Rows.Select(row => new RowCells(head, row.Line, row.Cells, [])))
            yield return new(row.Needed("key"), 0, new()
            {
                Title = row.Needed("title"), Type = row.Needed("type"), Format = row.Text("format"), Enum = row.List("enum"),
                MaxLength = row.Text("max_length") is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null, Pattern = row.Text("pattern"), Description = row.Text("description"),
            });
    }

    [GeneratedRegex("^[a-z][a-zA-Z0-9]{0,49}$")]
    private static partial Regex Key();

    private sealed record Row(string Key, int Revision, string Content);
}

/// <summary>A shared field as told.</summary>
/// <param name="Revision">Rises with each change; 0 is the field the platform was built with.</param>
internal sealed record FormFieldView(string Key, int Revision, FormField Field);
