using System.Text;

namespace GovPlatform.Matters.Importing;

/// <summary>Reads CSV (RFC 4180) a row at a time, so that memory does not grow with the file.</summary>
internal sealed class CsvSheet(TextReader reader)
{
    private readonly List<string> cells = [];
    private readonly StringBuilder cell = new();
    private int line = 1;

    /// <summary>The rows that hold anything.</summary>
    public static IEnumerable<SheetRow> Read(TextReader reader)
    {
        var sheet = new CsvSheet(reader);
        while (sheet.Next() is { } row)
            if (row.Faults is not null || row.Cells.Any(text => text.Length > 0))
                yield return row;
    }

    private SheetRow? Next()
    {
        var (begins, quoted, any) = (line, false, false);
        for (int read; (read = reader.Read()) >= 0; any = true)
        {
            var c = (char)read;
            line += c == '\n' ? 1 : 0;
            if (quoted && c == '"' && reader.Peek() == '"')
                cell.Append((char)reader.Read());
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r' or '\uFEFF'))
                cell.Append(c);
            else if (c == ',')
                Take();
            else if (c == '\n')
                return Row(begins, null);
        }
        if (!any && cells.Count == 0)
            return null;
        return Row(begins, quoted ? [new(null, "csv-quote", "引号没有成对", "A quote is not closed")] : null);
    }

    private SheetRow Row(int begins, IReadOnlyList<CellFault>? faults)
    {
        Take();
        if (cells.Count > Sheet.MostColumns)
            faults = [new(null, "row-too-wide", $"一行最多{Sheet.MostColumns}列", $"A row has at most {Sheet.MostColumns} cells")];
        var row = new SheetRow(begins, [.. cells], faults);
        cells.Clear();
        return row;
    }

    private void Take()
    {
        if (cells.Count <= Sheet.MostColumns)
            cells.Add(CsvCell.Read(cell.ToString()).Trim());
        cell.Clear();
    }
}

/// <summary>A cell of CSV in which nothing runs: a spreadsheet takes what begins with = and the like for a formula, unless an apostrophe stands before it.</summary>
internal static class CsvCell
{
    // The full-width forms run in spreadsheets of East Asian languages.
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    public static string Write(string text)
    {
        var safe = Runs(text) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny("\",\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>Takes away exactly the apostrophe that <see cref="Write"/> put there.</summary>
    public static string Read(string text) => text.StartsWith('\'') && Runs(text) ? text[1..] : text;

    private static bool Runs(string text) => text.AsSpan().TrimStart('\'') is [var first, ..] && Starts.Contains(first, StringComparison.Ordinal);
}
