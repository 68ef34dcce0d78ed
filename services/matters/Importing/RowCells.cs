using System.Globalization;

namespace GovPlatform.Matters.Importing;

/// <summary>The cells of one row by column name; what cannot be read becomes an error of the row.</summary>
internal sealed class RowCells(string file, IReadOnlyList<string> head, CsvRow row, List<RowError> errors)
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
