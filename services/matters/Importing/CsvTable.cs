using System.Text;

namespace GovPlatform.Matters.Importing;

/// <summary>A CSV file (RFC 4180, UTF-8) with a head: its rows by column name.</summary>
internal sealed class CsvTable
{
    private CsvTable(IReadOnlyList<string> head, IReadOnlyList<CsvRow> rows, RowError? error) => (Head, Rows, Error) = (head, rows, error);

    public IReadOnlyList<string> Head { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Why the file is no table; null where it is one.</summary>
    public RowError? Error { get; }

    public static CsvTable Empty { get; } = new([], [], null);

    /// <summary>Reads a file whose head must be made of <paramref name="known"/> columns.</summary>
    public static CsvTable Read(string file, string text, IReadOnlyCollection<string> known)
    {
        var records = Records(text.AsSpan().TrimStart('\uFEFF').ToString());
        if (records is null)
            return Bad(file, 1, null, "csv-quote", "引号没有成对", "A quote is not closed");
        if (records is not [var head, .. var rows])
            return Bad(file, 1, null, "csv-empty", "文件没有内容", "The file is empty");
        if (head.Cells.FirstOrDefault(column => !known.Contains(column)) is { } stranger)
            return Bad(file, 1, stranger, "column-unknown", $"不认识的列：{stranger}", $"There is no column '{stranger}'");
        if (head.Cells.GroupBy(column => column).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            return Bad(file, 1, twice.Key, "column-repeated", $"列{twice.Key}重复", $"Column '{twice.Key}' appears twice");
        if (rows.FirstOrDefault(row => row.Cells.Length != head.Cells.Length) is { } odd)
            return Bad(file, odd.Line, null, "csv-width", $"应有{head.Cells.Length}列，实有{odd.Cells.Length}列", $"{odd.Cells.Length} cells where the head has {head.Cells.Length}");
        return new(head.Cells, [.. rows], null);
    }

    private static CsvTable Bad(string file, int line, string? column, string code, string zh, string en) => new([], [], new(file, line, column, code, zh, en));

    /// <summary>Null where a quote stays open.</summary>
    private static List<CsvRow>? Records(string text)
    {
        List<CsvRow> records = [];
        List<string> cells = [];
        var cell = new StringBuilder();
        var (line, begins, quoted) = (1, 1, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            line += c == '\n' ? 1 : 0;
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r'))
                cell.Append(c);
            else if (c == ',')
                Take(cells, cell);
            else if (c == '\n')
                begins = End(records, cells, cell, begins, line);
        }
        if (cell.Length > 0 || cells.Count > 0)
            End(records, cells, cell, begins, line);
        return quoted ? null : records;
    }

    private static void Take(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString().Trim());
        cell.Clear();
    }

    private static int End(List<CsvRow> records, List<string> cells, StringBuilder cell, int begins, int line)
    {
        Take(cells, cell);
        if (cells.Any(text => text.Length > 0))
            records.Add(new(begins, [.. cells]));
        cells.Clear();
        return line;
    }
}

/// <summary>One record of a CSV file.</summary>
internal sealed record CsvRow(int Line, string[] Cells);
