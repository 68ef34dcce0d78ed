using System.Text.Json;
using System.Text.RegularExpressions;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Matters.Exchange;

/// <summary>Reads an array of matters in the national fields as rows of the two sheets, one matter at a time.</summary>
internal static partial class ExchangeRows
{
    // Where a report speaks of a material: the place of its matter, and its own.
    private const int MaterialsEach = 1000;

    private static readonly Entry Blank = new(Matter.Draft(new(), 1, new("", ""), default), new());

    public static IEnumerable<(SheetHead Head, SheetRow Row)?> Read(Stream file, List<RowError> errors)
    {
        var (matters, materials) = (HeadOf(ofPaper: false), HeadOf(ofPaper: true));
        using var items = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, ItemsAsTheyAre).ToBlockingEnumerable().GetEnumerator();
        for (var place = 1; Next(items, place, errors); place++)
        {
            if (Rows(items.Current, place) is not { } rows)
            {
                errors.Add(new(MatterRows.MattersFile, place, null, "exchange-item", "不是事项对象，或者含有不能保存的文字", "It is no object of a matter, or holds text that cannot be stored"));
                yield return null;
                continue;
            }
            foreach (var (row, i) in rows.Select((row, i) => (row, i)))
                yield return Sheet.Faults(i == 0 ? matters : materials, row, even: false, errors) ? null : (i == 0 ? matters : materials, row);
        }
    }

    // A text that is no Unicode is the fault of its item, and does not end the file.
    private static readonly JsonSerializerOptions ItemsAsTheyAre = new() { MaxDepth = 32 };

    /// <summary>One row of cells out of an object, in the order of the columns.</summary>
    public static string[] Cells(JsonElement item, bool ofPaper)
    {
        var columns = Sheet.Columns(ofPaper ? MatterRows.MaterialsFile : MatterRows.MattersFile);
        var cells = columns.ToDictionary(column => column.Key, _ => "");
        foreach (var field in ofPaper ? ExchangeFields.Material : ExchangeFields.Matter)
            if (field.Key is { } key && cells[key].Length == 0 && TextOf(item, field.Name) is { Length: > 0 } text)
                cells[Target(item, key, text)] = CellOf(columns.Single(column => column.Key == key), text);
        if (!ofPaper)
            Lists(item, cells);
        if (item.TryGetProperty(ExchangeMatter.Local, out var local) && local.ValueKind == JsonValueKind.Object)
            foreach (var own in local.EnumerateObject())
                if (cells.ContainsKey(own.Name))
                    cells[own.Name] = own.Value.GetString() ?? "";
        return [.. columns.Select(column => cells[column.Key])];
    }

    /// <summary>问：…答：… in its two parts; without an answer where it is not written so.</summary>
    public static (string Question, string Answer) Question(string text) =>
        Faq().Match(text) is { Success: true } match ? (match.Groups["question"].Value, match.Groups["answer"].Value) : (text, "");

    private static SheetHead HeadOf(bool ofPaper) => SheetHead.Of(
        ofPaper ? MatterRows.MaterialsFile : MatterRows.MattersFile, ofPaper ? MaterialColumns.All : MatterColumns.All,
        key => ExchangeFields.NameOf(ofPaper ? ExchangeFields.Material : ExchangeFields.Matter, key));

    private static bool Next(IEnumerator<JsonElement> items, int place, List<RowError> errors)
    {
        try
        {
            return items.MoveNext();
        }
        catch (JsonException e)
        {
            errors.Add(new(MatterRows.MattersFile, place, null, "exchange-json", $"不是有效的 JSON（第{e.LineNumber + 1}行）", $"No valid JSON, line {e.LineNumber + 1}"));
            return false;
        }
    }

    private static List<SheetRow>? Rows(JsonElement item, int place)
    {
        try
        {
            List<SheetRow> rows = [new(place, Cells(item, ofPaper: false))];
            var (code, basic) = (TextOf(item, "task_code"), TextOf(item, "catalog_code"));
            foreach (var (paper, i) in Items(item, ExchangeMatter.Materials).Take(MaterialsEach - 1).Select((paper, i) => (paper, i)))
            {
                var cells = Cells(paper, ofPaper: true);
                (cells[0], cells[1]) = (code ?? "", basic ?? "");
                rows.Add(new((place * MaterialsEach) + i + 1, cells));
            }
            return rows;
        }
        // Of what is no object, no text where a text should be, or half a character.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Lists(JsonElement item, Dictionary<string, string> cells)
    {
        cells["fees"] = Records(Items(item, ExchangeMatter.Fees).Select(fee => new FeeItem
        {
            Name = TextOf(fee, "fee_name") ?? "", Standard = TextOf(fee, "fee_stand") ?? "", Basis = TextOf(fee, "by_law") ?? "", Reduction = TextOf(fee, "desc_explain") is { Length: > 0 } reduction ? reduction : null,
        }));
        cells["special_steps"] = Records(Items(item, ExchangeMatter.Specials).Select(step => new SpecialStep
        {
            Name = TextOf(step, "special_name") ?? "", Kind = "2", Days = int.TryParse(TextOf(step, "special_date"), out var days) ? days : 0, Unit = TextOf(step, "special_date_type") ?? LimitUnit.WorkingDay,
        }));
        cells["faq"] = ListCell.Join(Items(item, ExchangeMatter.Questions).Select(question => (Question: TextOf(question, "question") ?? "", Answer: TextOf(question, "answer")))
            .Select(one => string.IsNullOrEmpty(one.Answer) ? one.Question : $"问：{one.Question}答：{one.Answer}"));
    }

    /// <summary>A way of complaint in words goes where the number is found in it; papers of which copies are asked count copies.</summary>
    private static string Target(JsonElement item, string key, string text) => key switch
    {
        "supervision_phone" when !Number().IsMatch(text) => "supervise_way",
        "originals" when TextOf(item, "material_type") == "2" => "copies",
        _ => key,
    };

    private static string CellOf(Column column, string text) => (column.Value(Blank) is IReadOnlyList<string>, column.Set) switch
    {
        (true, not null) when column.Key != "enquiry_ways" => ListCell.Join(text.Split([',', '，', ';', '；', '|', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(code => LiveCodes.FromLive(column.Key, code))),
        (true, null) => ListCell.Join(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        _ => text,
    };

    private static string Records<T>(IEnumerable<T> records) => records.ToList() is { Count: > 0 } list ? JsonSerializer.Serialize(list, GovJson.Events) : "";

    private static JsonElement.ArrayEnumerator Items(JsonElement item, string name) =>
        item.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? TextOf(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => null,
    } : null;

    [GeneratedRegex("^问：(?<question>.+?)答：(?<answer>.+)$", RegexOptions.Singleline)]
    private static partial Regex Faq();

    [GeneratedRegex(@"^[\d\-]+$")]
    private static partial Regex Number();
}
