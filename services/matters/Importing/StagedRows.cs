using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace GovPlatform.Matters.Importing;

/// <summary>The rows of an import in a table of its transaction: there matters meet their materials, a batch at a time, however large the file is. It goes with the transaction.</summary>
internal sealed class StagedRows(Tx tx)
{
    private const int BatchSize = 250;

    // A line of material without department meets every matter of its basic code: 250 matters at once hold at most so much.
    private const int MostMaterials = 200;
    private const int MostCharacters = 400_000;

    public SheetHead Matters { get; private set; } = SheetHead.Of(MatterRows.MattersFile, MatterColumns.All);

    public SheetHead Materials { get; private set; } = SheetHead.Of(MatterRows.MaterialsFile, MaterialColumns.All);

    public int MatterCount { get; private set; }

    public int MaterialCount { get; private set; }

    /// <summary>Copies the rows in.</summary>
    /// <param name="goOn">Asked every so many rows.</param>
    public async Task CopyAsync(IEnumerable<(SheetHead Head, SheetRow Row)?> rows, Func<int, Task<bool>> goOn, CancellationToken ct)
    {
        await tx.ExecuteAsync("create temp table import_row (sheet text not null, line integer not null, code text not null, basic text not null, department text, cells jsonb not null) on commit drop");
        var db = await tx.ConnectionAsync();
        await using (var copy = await db.BeginBinaryImportAsync("copy import_row (sheet, line, code, basic, department, cells) from stdin (format binary)", ct))
        {
            copy.Timeout = TimeSpan.FromMinutes(5);
            var read = 0;
            foreach (var found in rows)
            {
                if (found is var (head, row))
                    await CopyAsync(copy, head, row, ct);
                if (++read % 1000 == 0 && !await goOn(read))
                    break;
            }
            await copy.CompleteAsync(ct);
        }
        await tx.ExecuteAsync("create index on import_row (sheet, basic, department); create index on import_row (sheet, line); analyze import_row");
    }

    /// <summary>Matters that stand twice, and materials without one.</summary>
    public async Task<List<RowError>> MisplacedAsync()
    {
        List<RowError> errors = [];
        errors.AddRange((await tx.QueryAsync<int>(
            """
            select line
            from (select line, row_number() over (partition by code order by line) as place from import_row where sheet = 'matters' and basic <> '') matter
            where place > 1
            order by line
            limit 100000
            """)).Select(line => RowError.Repeated(Matters, line)));
        errors.AddRange((await tx.QueryAsync<int>(
            $"""
            select p.line
            from import_row p
            where p.sheet = 'materials'
                and not exists (select from import_row m where m.sheet = 'matters' and {Meet})
            order by p.line
            limit 100000
            """)).Select(line => RowError.Stray(Materials, line)));
        return errors;
    }

    /// <summary>Matters that meet more materials than one can have: where there are any, no batch is read.</summary>
    public async Task<IReadOnlyList<RowError>> OverfullAsync() =>
    [
        .. (await tx.QueryAsync<int>(
            $"""
            select m.line
            from import_row m
            cross join lateral (
                select count(*) as papers, sum(size) as size
                from (select length(p.cells::text) as size from import_row p where p.sheet = 'materials' and {Meet} limit {MostMaterials + 1}) met) met
            where m.sheet = 'matters'
                and (met.papers > {MostMaterials} or met.size > {MostCharacters})
            order by m.line
            limit 100000
            """)).Select(line => new RowError(
                Matters.Sheet, line, Matters.NameOf("basic_code"), "materials-too-many", $"一个事项最多{MostMaterials}项材料、共{MostCharacters / 10_000}万字", $"A matter has at most {MostMaterials} materials of {MostCharacters} characters in all")),
    ];

    /// <summary>The next matters behind a line, with their materials.</summary>
    public async Task<List<MatterRow>> NextAsync(int after, string region, FormFields fields, List<RowError> errors) =>
    [
        .. (await tx.QueryAsync<Staged>(
            $"""
            select m.line, m.cells::text as cells,
                (select jsonb_agg(jsonb_build_object('line', p.line, 'cells', p.cells) order by p.line) from import_row p where p.sheet = 'materials' and {Meet})::text as papers
            from import_row m
            where m.sheet = 'matters'
                and m.line > @after
            order by m.line
            limit @BatchSize
            """, new { after, BatchSize })).Select(row => Matter(row, region, fields, errors)),
    ];

    // A material names its matter in full, or by as much as the list says.
    private const string Meet = "p.basic = m.basic and (p.department is null or p.department = m.department) and (p.code = '' or p.code = m.code)";

    private async Task CopyAsync(NpgsqlBinaryImporter copy, SheetHead head, SheetRow row, CancellationToken ct)
    {
        var cells = new RowCells(head, row.Line, row.Cells, []);
        var isMatter = head.Sheet == MatterRows.MattersFile;
        if (isMatter)
            (Matters, MatterCount) = (head, MatterCount + 1);
        else
            (Materials, MaterialCount) = (head, MaterialCount + 1);
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(head.Sheet, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(row.Line, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(isMatter ? $"{MatterCells.Department(cells)}{MatterCells.Level(cells)}{MatterCells.BasicCode(cells)}" : cells.Text("code") ?? "", NpgsqlDbType.Text, ct);
        await copy.WriteAsync(MatterCells.BasicCode(cells), NpgsqlDbType.Text, ct);
        await copy.WriteAsync(isMatter ? MatterCells.Department(cells) : cells.Text("department"), NpgsqlDbType.Text, ct);
        await copy.WriteAsync(JsonSerializer.Serialize(row.Cells, GovJson.Events), NpgsqlDbType.Jsonb, ct);
    }

    private MatterRow Matter(Staged row, string region, FormFields fields, List<RowError> errors)
    {
        var papers = row.Papers is null ? [] : JsonSerializer.Deserialize<Paper[]>(row.Papers, GovJson.Events)!;
        var cells = new RowCells(Matters, row.Line, JsonSerializer.Deserialize<string[]>(row.Cells)!, errors);
        return new(row.Line, MatterCells.Content(cells, [.. papers.Select(paper => new RowCells(Materials, paper.Line, paper.Cells, errors))], region, fields), [.. papers.Select(paper => paper.Line)]);
    }

    private sealed record Staged(int Line, string Cells, string? Papers);

    private sealed record Paper(int Line, string[] Cells);
}
