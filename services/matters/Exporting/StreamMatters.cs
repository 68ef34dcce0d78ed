using System.Runtime.CompilerServices;
using Dapper;
using GovPlatform.Matters.Importing;
using Npgsql;

namespace GovPlatform.Matters.Exporting;

/// <summary>Which versions of a county go out: of one status, in the order of their codes, a row at a time, so that memory does not grow with the county.</summary>
/// <param name="All">Every department's.</param>
/// <param name="Own">Else this department's only.</param>
internal sealed record StreamMatters(string Region, string Status, string? Department, bool All, string? Own)
{
    internal const string Sql = $"""
        {MatterSql.Columns}
        where m.region = @Region
            and m.status = @Status
            and (@All or m.department_code = @Own)
            and (@Department::text is null or m.department_code = @Department)
        order by m.code, m.version
        """;

    public async IAsyncEnumerable<Matter> ReadAsync(NpgsqlConnection db, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in db.QueryUnbufferedAsync<MatterSql.Row>(Sql, this).WithCancellation(ct))
            yield return row.ToMatter();
    }

    /// <summary>The rows of a sheet, its head first.</summary>
    public async IAsyncEnumerable<string[]> RowsAsync(NpgsqlConnection db, string sheet, [EnumeratorCancellation] CancellationToken ct)
    {
        var columns = Sheet.Columns(sheet).Where(column => !column.OnlyRead).ToList();
        yield return [.. columns.Select(column => column.Head)];
        await foreach (var matter in ReadAsync(db, ct))
            foreach (var entry in sheet == MatterRows.MattersFile ? [new(matter)] : matter.Content.Materials.Select(paper => new Entry(matter, paper)))
                yield return [.. columns.Select(column => column.Cell(entry))];
    }
}
