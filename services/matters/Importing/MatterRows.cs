namespace GovPlatform.Matters.Importing;

/// <summary>Matters as the rows of two sheets tell of them.</summary>
internal sealed class MatterRows
{
    public const string MattersFile = "matters";
    public const string MaterialsFile = "materials";

    private readonly List<RowError> errors = [];

    public int MatterCount => Matters.Count;

    public IReadOnlyList<RowError> Errors => errors;

    public IReadOnlyList<MatterRow> Matters { get; private set; } = [];

    public SheetHead MatterHead { get; private set; } = SheetHead.Of(MattersFile, MatterColumns.All);

    public SheetHead MaterialHead { get; private set; } = SheetHead.Of(MaterialsFile, MaterialColumns.All);

    /// <summary>Two CSV files in memory: the seed.</summary>
    /// <param name="region">行政管辖 of every matter that names none.</param>
    /// <param name="fields">The fields that the column form_fields may name; those the platform was built with where not given.</param>
    public static MatterRows Read(string matters, string materials, string region, FormFields? fields = null)
    {
        var rows = new MatterRows();
        var (sheet, papers) = (CsvSheet.Read(new StringReader(matters)).ToList(), CsvSheet.Read(new StringReader(materials)).ToList());
        rows.MatterHead = SheetHead.Read(MattersFile, sheet[0], MatterColumns.All, [], rows.errors);
        rows.MaterialHead = SheetHead.Read(MaterialsFile, papers[0], MaterialColumns.All, [], rows.errors);
        var byCode = papers.Skip(1).Select(row => new RowCells(rows.MaterialHead, row.Line, row.Cells, rows.errors)).ToLookup(MatterCells.BasicCode);
        rows.Matters = [.. sheet.Skip(1).Select(row => Of(new(rows.MatterHead, row.Line, row.Cells, rows.errors), byCode, region, fields ?? FormFields.BuiltIn))];
        foreach (var twice in rows.Matters.GroupBy(matter => matter.Content.MatterCode).SelectMany(group => group.Skip(1)))
            rows.errors.Add(RowError.Repeated(rows.MatterHead, twice.Line));
        foreach (var stray in byCode.Where(group => rows.Matters.All(matter => matter.Content.BasicCode != group.Key)).SelectMany(group => group))
            rows.errors.Add(RowError.Stray(rows.MaterialHead, stray.Line));
        return rows;
    }

    private static MatterRow Of(RowCells row, ILookup<string, RowCells> papers, string region, FormFields fields)
    {
        var own = papers[MatterCells.BasicCode(row)].Where(paper => (paper.Text("department") ?? row.Text("department")) == row.Text("department")).ToList();
        return new(row.Line, MatterCells.Content(row, own, region, fields), [.. own.Select(paper => paper.Line)]);
    }
}

/// <summary>A matter, and where it stands.</summary>
/// <param name="PaperLines">Lines of its materials, in their order.</param>
internal sealed record MatterRow(int Line, MatterContent Content, IReadOnlyList<int> PaperLines);

/// <summary>What is wrong with one row.</summary>
/// <param name="Sheet">matters or materials.</param>
/// <param name="Line">Line or row in which it begins; the first is 1.</param>
/// <param name="Column">What the file calls the column; null where the whole row is meant.</param>
internal sealed record RowError(string Sheet, int Line, string? Column, string Code, string Zh, string En)
{
    public static RowError Repeated(SheetHead head, int line) =>
        new(head.Sheet, line, head.NameOf("basic_code"), "matter-repeated", "该事项在表中已经出现过", "The matter stands in the sheet already");

    public static RowError Stray(SheetHead head, int line) =>
        new(head.Sheet, line, head.NameOf("basic_code"), "material-without-matter", "没有对应的事项", "There is no such matter in the other sheet");
}
