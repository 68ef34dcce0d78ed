using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GovPlatform.Matters.Importing;

/// <summary>The cells of one row by column name; what cannot be read becomes an error of the row.</summary>
internal sealed partial class RowCells(string file, IReadOnlyList<string> head, CsvRow row, List<RowError> errors)
{
    public int Line => row.Line;

    /// <summary>Null where the column is missing or the cell is empty.</summary>
    public string? Text(string column)
    {
        for (var i = 0; i < head.Count; i++)
            if (head[i] == column)
                return row.Cells[i] is { Length: > 0 } text ? text : null;
        return null;
    }

    public string Needed(string column) => Text(column) ?? Wrong(column, "cell-missing", "应当填写", "The cell is empty") ?? "";

    public int? Number(string column) => Text(column) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => Wrong<int>(column, "cell-number", $"“{text}”不是数字", $"'{text}' is no number"),
    };

    /// <summary>1 or 0.</summary>
    public bool? Flag(string column) => Text(column) switch
    {
        null => null,
        "1" => true,
        "0" => false,
        var text => Wrong<bool>(column, "cell-flag", $"“{text}”应为1或者0", $"'{text}' should be 1 or 0"),
    };

    /// <summary>Parts between bars.</summary>
    public IReadOnlyList<string> List(string column) =>
        Text(column)?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Keys of shared fields between bars, key* where it must be filled.</summary>
    public JsonElement? Form(string column, FormFields fields)
    {
        var (form, unknown) = fields.Form(List(column));
        if (unknown is not null)
            Wrong(column, "cell-form-field", $"没有共用字段“{unknown}”", $"There is no shared field '{unknown}'");
        return form;
    }

    /// <summary>Questions between bars: id:question[option=label;option=label].</summary>
    public IReadOnlyList<Situation> Situations(string column)
    {
        var read = List(column).Select(text => Question().Match(text)).ToList();
        if (read.Any(match => !match.Success))
            Wrong(column, "cell-situation", "情形应写作 q1:问题[a=选项;b=选项]", "A situation is written q1:question[a=option;b=option]");
        return [.. read.Where(match => match.Success).Select(match => new Situation { Id = match.Groups["id"].Value, Question = match.Groups["question"].Value, Options = Options(match.Groups["options"].Value) })];
    }

    private static IReadOnlyList<SituationOption> Options(string text) =>
        [.. text.Split(';').Select(option => option.Split('=', 2)).Select(parts => new SituationOption { Id = parts[0].Trim(), Label = parts[^1].Trim() })];

    [GeneratedRegex(@"^(?<id>\w+):(?<question>[^\[]+)\[(?<options>\w+=[^;\]]+(;\w+=[^;\]]+)+)\]$")]
    private static partial Regex Question();

    public string? Wrong(string? column, string code, string zh, string en)
    {
        errors.Add(new(file, row.Line, column, code, zh, en));
        return null;
    }

    private T? Wrong<T>(string column, string code, string zh, string en)
        where T : struct
    {
        Wrong(column, code, zh, en);
        return null;
    }
}
