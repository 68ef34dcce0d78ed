namespace GovPlatform.Matters.Importing;

/// <summary>A small CSV file with a known head, whole: the tables of the seed.</summary>
internal sealed record CsvTable(IReadOnlyList<string> Head, IReadOnlyList<SheetRow> Rows, RowError? Error)
{
    /// <summary>Reads a file whose head must be made of <paramref name="known"/> columns.</summary>
    public static CsvTable Read(string file, string text, IReadOnlyCollection<string> known)
    {
        if (CsvSheet.Read(new StringReader(text)).ToList() is not [var head, .. var rows])
            return Bad(file, 1, null, "csv-empty", "文件没有内容", "The file is empty");
        if (rows.Append(head).FirstOrDefault(row => row.Faults is not null) is { } broken)
            return Bad(file, broken.Line, null, broken.Faults![0].Code, broken.Faults[0].Zh, broken.Faults[0].En);
        if (head.Cells.FirstOrDefault(column => !known.Contains(column)) is { } stranger)
            return Bad(file, 1, stranger, "column-unknown", $"不认识的列：{stranger}", $"There is no column '{stranger}'");
        if (rows.FirstOrDefault(row => row.Cells.Length != head.Cells.Length) is { } odd)
            return Bad(file, odd.Line, null, "csv-width", $"应有{head.Cells.Length}列，实有{odd.Cells.Length}列", $"{odd.Cells.Length} cells where the head has {head.Cells.Length}");
        return new(head.Cells, rows, null);
    }

    private static CsvTable Bad(string file, int line, string? column, string code, string zh, string en) => new([], [], new(file, line, column, code, zh, en));
}
