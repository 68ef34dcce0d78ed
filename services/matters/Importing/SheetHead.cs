namespace GovPlatform.Matters.Importing;

/// <summary>The head of a sheet: which cell of a row is which column, and what the file calls it.</summary>
internal sealed class SheetHead
{
    // What has so many is of another kind.
    private const int MostErrors = 100;

    private readonly Dictionary<string, (int Cell, string Name)> cells = [];
    private readonly Dictionary<string, Column> columns;

    private SheetHead(string sheet, IReadOnlyList<Column> columns) => (Sheet, this.columns) = (sheet, columns.ToDictionary(column => column.Key));

    /// <summary>matters or materials.</summary>
    public string Sheet { get; }

    /// <summary>Cells of the head itself.</summary>
    public int Width { get; private set; }

    /// <summary>Columns that are known, and not kept here.</summary>
    public IReadOnlyList<string> PassedOver { get; private set; } = [];

    /// <summary>A head of keys alone, in their order: for rows that come from no sheet.</summary>
    public static SheetHead Of(string sheet, IReadOnlyList<Column> columns, Func<string, string>? name = null)
    {
        var head = new SheetHead(sheet, columns) { Width = columns.Count };
        for (var i = 0; i < columns.Count; i++)
            head.cells[columns[i].Key] = (i, name?.Invoke(columns[i].Key) ?? columns[i].Key);
        return head;
    }

    /// <summary>True where this row looks like a head; a county's list has its title above it.</summary>
    public static bool Is(SheetRow row, IReadOnlyList<Column> columns) =>
        row.Cells.Count(cell => columns.Any(column => Goes(column, cell))) >= Math.Min(2, row.Cells.Length);

    public static SheetHead Read(string sheet, SheetRow row, IReadOnlyList<Column> columns, IReadOnlyList<string> passedOver, List<RowError> errors)
    {
        var head = new SheetHead(sheet, columns);
        List<string> passed = [];
        var most = errors.Count + MostErrors;
        for (var i = 0; i < row.Cells.Length && errors.Count < most; i++)
        {
            var name = row.Cells[i];
            if (columns.FirstOrDefault(column => Goes(column, name)) is { } known)
            {
                if (!head.cells.TryAdd(known.Key, (i, name)))
                    errors.Add(new(sheet, row.Line, name, "column-repeated", $"列“{name}”重复", $"Column '{name}' appears twice"));
            }
            else if (passedOver.Contains(name))
                passed.Add(name);
            else if (name.Length > 0)
                errors.Add(new(sheet, row.Line, name, "column-unknown", $"不认识的列：{name}", $"There is no column '{name}'"));
        }
        (head.PassedOver, head.Width) = (passed, row.Cells.Length);
        return head;
    }

    /// <summary>What the file calls a column; its key where it has none.</summary>
    public string? NameOf(string key) => cells.TryGetValue(key, out var cell) ? cell.Name : columns.ContainsKey(key) ? key : null;

    /// <summary>What the file calls the column of a cell.</summary>
    public string? NameOf(int cell) => cells.Values.FirstOrDefault(known => known.Cell == cell).Name;

    public Column ColumnOf(string key) => columns[key];

    /// <summary>The cell of a column; null where the column is missing or the cell is empty.</summary>
    public string? Cell(string[] row, string key) =>
        cells.TryGetValue(key, out var cell) && cell.Cell < row.Length && row[cell.Cell] is { Length: > 0 } text ? text : null;

    private static bool Goes(Column column, string name) => column.Key == name || column.Head == name || column.Also.Contains(name);
}
