namespace GovPlatform.Matters.Importing;

/// <summary>One row of a sheet as it lies in the file.</summary>
/// <param name="Line">Line of the file, or row of the sheet; 1 is the first.</param>
/// <param name="Faults">What cannot be read: by cell, or of the whole file where the cell is null.</param>
internal sealed record SheetRow(int Line, string[] Cells, IReadOnlyList<CellFault>? Faults = null);

/// <summary>Why a cell cannot be read.</summary>
internal sealed record CellFault(int? Cell, string Code, string Zh, string En);

/// <summary>The rows of a sheet below its head.</summary>
internal static class Sheet
{
    // A county's list has its title, and who filled it in, above the head.
    private const int LinesAbove = 5;
    public const int LongestCell = 32_767;

    // A row of a few bytes a cell would make an array of millions.
    public const int MostColumns = 500;

    public static IReadOnlyList<Column> Columns(string sheet) => sheet == MatterRows.MattersFile ? MatterColumns.All : MaterialColumns.All;

    /// <summary>Row by row; null for one that cannot be read, and why is in <paramref name="errors"/>.</summary>
    /// <param name="even">Every row has as many cells as the head: CSV.</param>
    public static IEnumerable<(SheetHead Head, SheetRow Row)?> Read(string sheet, IEnumerable<SheetRow> rows, bool even, List<RowError> errors)
    {
        var columns = Columns(sheet);
        SheetHead? head = null;
        List<SheetRow> above = [];
        foreach (var row in rows)
        {
            if (head is null && row.Faults is null && !SheetHead.Is(row, columns) && above.Count < LinesAbove)
            {
                above.Add(row);
                continue;
            }
            if (Faults(head, sheet, row, even, errors))
                yield return null;
            else if (head is not null)
                yield return (head, row);
            else if ((head = HeadOf(sheet, SheetHead.Is(row, columns) ? row : above[0], errors)) is null)
                yield break;
        }
        if (head is null && above is [var only, ..])
            HeadOf(sheet, only, errors);
        else if (head is null && errors.Count == 0)
            errors.Add(new(sheet, 1, null, "sheet-empty", "没有内容", "There is nothing in it"));
    }

    private static SheetHead? HeadOf(string sheet, SheetRow row, List<RowError> errors)
    {
        var before = errors.Count;
        var head = SheetHead.Read(sheet, row, Columns(sheet), sheet == MatterRows.MattersFile ? MatterColumns.PassedOver : MaterialColumns.PassedOver, errors);
        return errors.Count == before ? head : null;
    }

    /// <summary>True where the row cannot be taken; why is added to <paramref name="errors"/>.</summary>
    public static bool Faults(SheetHead head, SheetRow row, bool even, List<RowError> errors) => Faults(head, head.Sheet, row, even, errors);

    private static bool Faults(SheetHead? head, string sheet, SheetRow row, bool even, List<RowError> errors)
    {
        var before = errors.Count;
        foreach (var fault in row.Faults ?? [])
            errors.Add(new(sheet, row.Line, fault.Cell is { } cell ? head?.NameOf(cell) : null, fault.Code, fault.Zh, fault.En));
        if (head is not null && errors.Count == before && (even ? row.Cells.Length != head.Width : row.Cells.Skip(head.Width).Any(text => text.Length > 0)))
            errors.Add(new(sheet, row.Line, null, "row-width", $"应有{head.Width}列，实有{row.Cells.Length}列", $"{row.Cells.Length} cells where the head has {head.Width}"));
        for (var i = 0; i < row.Cells.Length; i++)
            if (row.Cells[i].Length > LongestCell || row.Cells[i].Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
                errors.Add(new(sheet, row.Line, head?.NameOf(i), "cell-text", "含有控制字符或者过长", "The cell is too long, or holds a control character"));
        return errors.Count > before;
    }
}
