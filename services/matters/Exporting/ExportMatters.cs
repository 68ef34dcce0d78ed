using System.ComponentModel;
using GovPlatform.Matters.Exchange;
using GovPlatform.Matters.Importing;
using Npgsql;

namespace GovPlatform.Matters.Exporting;

/// <summary>Editors take the catalogue of their department out, in the layout in which it comes in.</summary>
internal static class ExportMatters
{
    public const string Csv = "text/csv";
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/exports/{file}", Export).WithName("ExportMatters").AllowRoles(Role.CatalogueEditor, Role.Admin).Produces(200, contentType: Csv, additionalContentTypes: Excel)
            .WithSummary("matters.csv, materials.csv, or both sheets as matters.xlsx: the own department's, administrators every department's");
        OpenData.Map(matters);
        ExchangeMatters.Map(matters);
    }

    private static Results<PushStreamHttpResult, Problem> Export(
        [Description("matters.csv, materials.csv or matters.xlsx")] string file,
        [Description("Unified social credit code")] string? department,
        [Description("published (default), draft, scheduled, suspended or retired")] string? status,
        NpgsqlDataSource source, Caller me, GovSettings settings, HttpResponse response, CancellationToken ct)
    {
        if (status is not null && !MatterStatus.All.Contains(status))
            return Problems.UnknownStatus();
        var matters = new StreamMatters(settings.Region, status ?? MatterStatus.Published, department, me.Has(Role.Admin), me.Department);
        return file switch
        {
            "matters.csv" => TypedResults.Stream(to => CsvAsync(to, MatterRows.MattersFile), Csv, file),
            "materials.csv" => TypedResults.Stream(to => CsvAsync(to, MatterRows.MaterialsFile), Csv, file),
            "matters.xlsx" => TypedResults.Stream(WorkbookAsync, Excel, file),
            _ => Problem.NotFound(),
        };

        async Task CsvAsync(Stream to, string sheet)
        {
            await using var db = await source.OpenConnectionAsync(ct);
            await SheetStreams.WriteCsvAsync(to, matters.RowsAsync(db, sheet, ct), ct);
        }

        async Task WorkbookAsync(Stream to)
        {
            // The archive writes the heads of its parts synchronously, which the body refuses and its pipe does not.
            await using var body = response.BodyWriter.AsStream(leaveOpen: true);
            await using var db = await source.OpenConnectionAsync(ct);
            // Both sheets tell of the same moment.
            await using var snapshot = await db.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
            await SheetStreams.WriteWorkbookAsync(body, [("事项", matters.RowsAsync(db, MatterRows.MattersFile, ct)), ("材料", matters.RowsAsync(db, MatterRows.MaterialsFile, ct))], ct);
        }
    }
}
