using System.Globalization;
using System.Text.Json;

namespace GovPlatform.Matters.Importing;

/// <summary>The cells of one row by the key of their column; what cannot be read becomes an error of the row.</summary>
internal sealed class RowCells(SheetHead head, int line, string[] cells, List<RowError> errors)
{
    // A list that is null would be met by whoever goes through it.
    private static readonly JsonSerializerOptions Strict = new(GovJson.Events) { RespectNullableAnnotations = true };

    public int Line => line;

    /// <summary>Null where the column is missing or the cell is empty; of a code set the code.</summary>
    public string? Text(string column) => head.Cell(cells, column) is { } text ? head.ColumnOf(column).Code(text) : null;

    public string Needed(string column) => Text(column) ?? Wrong(column, "cell-missing", "应当填写", "The cell is empty") ?? "";

    /// <summary>Lists write 无 or a dash where there is no number.</summary>
    public int? Number(string column) => Text(column) switch
    {
        null or "无" or "-" or "—" or "/" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => Wrong<int>(column, "cell-number", $"“{Short(text)}”不是数字", $"'{Short(text)}' is no number"),
    };

    /// <summary>1 or 0, 是 or 否.</summary>
    public bool? Flag(string column) => Text(column) switch
    {
        null => null,
        "1" or "是" => true,
        "0" or "否" => false,
        var text => Wrong<bool>(column, "cell-flag", $"“{Short(text)}”应为是或者否", $"'{Short(text)}' should be 是 (1) or 否 (0)"),
    };

    public IReadOnlyList<string> List(string column)
    {
        var known = head.ColumnOf(column);
        return head.Cell(cells, column) is { } text ? [.. ListCell.Split(text, known.Words, known.Set is not null).Select(known.Code)] : [];
    }

    public IReadOnlyList<Situation> Situations(string column) => Text(column) switch
    {
        null => [],
        ['[', ..] => Records<Situation>(column) is var records && records.All(one => one.Options.All(option => option is not null)) ? records : Wrong<IReadOnlyList<Situation>>(column, []),
        var text => SituationCell.Read(text) ?? Wrong<IReadOnlyList<Situation>>(column, [], "cell-situation", "情形应写作 q1:问题[a=选项;b=选项]", "A situation is written q1:question[a=option;b=option]"),
    };

    /// <summary>Keys of shared fields, key* where it must be filled.</summary>
    public JsonElement? Form(string column, FormFields fields)
    {
        var (form, unknown) = fields.Form(List(column));
        if (unknown is not null)
            Wrong(column, "cell-form-field", $"没有共用字段“{Short(unknown)}”", $"There is no shared field '{Short(unknown)}'");
        return form;
    }

    /// <summary>Records as a JSON array.</summary>
    public IReadOnlyList<T> Records<T>(string column) => Json<IReadOnlyList<T>>(column) is not { } records ? []
        : records.All(record => record is not null) ? records : Wrong<IReadOnlyList<T>>(column, []);

    /// <summary>What is written as JSON; null where the cell is empty or holds none.</summary>
    public T? Json<T>(string column)
    {
        if (Text(column) is not { } text)
            return default;
        try
        {
            // Written once more, it shows what cannot be stored: half a character, or none (U+0000).
            return JsonSerializer.Deserialize<T>(text, Strict) is { } value && !JsonSerializer.Serialize(value, Strict).Contains(@"\u0000", StringComparison.Ordinal) ? value : Wrong<T?>(column, default);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Wrong<T?>(column, default);
        }
    }

    /// <summary>The same rule for another column: this cell must say what is known already.</summary>
    public void Agrees(string column, string part, string? with, string zh)
    {
        if (Text(column) is not null && with is { Length: > 0 } && with != part)
            Wrong(column, "code-differs", $"{zh}“{Short(part)}”与“{Short(with)}”不一致", $"Its {zh} is '{Short(part)}', elsewhere '{Short(with)}'");
    }

    public string? Wrong(string column, string code, string zh, string en)
    {
        errors.Add(new(head.Sheet, line, head.NameOf(column), code, zh, en));
        return null;
    }

    private T Wrong<T>(string column, T instead, string code, string zh, string en)
    {
        Wrong(column, code, zh, en);
        return instead;
    }

    private T Wrong<T>(string column, T instead) => Wrong(column, instead, "cell-json", "不是有效的 JSON", "The cell holds no JSON of this kind");

    private T? Wrong<T>(string column, string code, string zh, string en) where T : struct => Wrong<T?>(column, null, code, zh, en);

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
