using System.Text.Json;
using System.Text.Json.Nodes;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Matters.Exchange;

/// <summary>A version of a matter in the fields of the national exchange; what these do not say, or not to the letter, stands beside them as columns of the sheets.</summary>
internal static class ExchangeMatter
{
    public const string Local = "local";
    public const string Materials = "materials";
    public const string Fees = "fees";
    public const string Specials = "specials";
    public const string Questions = "questions";

    public static JsonObject Of(Matter matter)
    {
        var entry = new Entry(matter);
        var told = Fields(ExchangeFields.Matter, MatterColumns.All, entry);
        told[Materials] = new JsonArray([.. matter.Content.Materials.Select(paper => Whole(Fields(ExchangeFields.Material, MaterialColumns.All, new(matter, paper)), MaterialColumns.All, new(matter, paper), ofPaper: true))]);
        told[Fees] = List(entry.Elements.Fees, (fee, i) => new()
        {
            ["fee_name"] = fee.Name, ["fee_stand"] = fee.Standard, ["by_law"] = fee.Basis, ["is_desc"] = fee.Reduction is null ? "0" : "1", ["desc_explain"] = fee.Reduction, ["order_num"] = i,
        });
        told[Specials] = List(entry.Elements.SpecialSteps, (step, _) => new() { ["special_name"] = step.Name, ["special_date"] = step.Days, ["special_date_type"] = step.Unit });
        told[Questions] = List(entry.Elements.Faq, (text, i) => ExchangeRows.Question(text) is var (question, answer) ? new() { ["question"] = question, ["answer"] = answer, ["order_num"] = i } : []);
        return Whole(told, MatterColumns.All, entry, ofPaper: false);
    }

    private static JsonObject Fields(IReadOnlyList<ExchangeField> fields, IReadOnlyList<Column> columns, Entry entry)
    {
        var told = new JsonObject();
        foreach (var field in fields)
            told[field.Name] = field.Value is { } value ? value(entry) : field.Key is { } key ? Plain(columns.Single(column => column.Key == key), entry) : null;
        return told;
    }

    /// <summary>Adds the columns that the fields would not bring back as they are.</summary>
    private static JsonObject Whole(JsonObject told, IReadOnlyList<Column> columns, Entry entry, bool ofPaper)
    {
        var back = ExchangeRows.Cells(JsonSerializer.SerializeToElement(told), ofPaper);
        var local = new JsonObject();
        for (var i = 0; i < columns.Count; i++)
            if (!columns[i].OnlyRead && !(ofPaper && columns[i].Key is "code" or "basic_code" or "department") && columns[i].Cell(entry, names: false) is var cell && cell != back[i])
                local[columns[i].Key] = cell;
        told[Local] = local;
        return told;
    }

    private static JsonNode? Plain(Column column, Entry entry) => column.Value(entry) switch
    {
        null => null,
        bool yes => yes ? "1" : "0",
        int number => number,
        string text => LiveCodes.ToLive(column.Key, text),
        IReadOnlyList<string> codes when column.Set is not null => string.Join(',', codes.Select(code => LiveCodes.ToLive(column.Key, code)).Distinct()),
        IReadOnlyList<string> lines => string.Join('\n', lines),
        _ => null,
    };

    private static JsonArray List<T>(IReadOnlyList<T> items, Func<T, int, JsonObject> write) => new([.. items.Select((item, i) => write(item, i + 1))]);
}
