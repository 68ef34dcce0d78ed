using System.ComponentModel;
using System.Text.Json.Nodes;
using Dapper;
using GovPlatform.Matters.Importing;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GovPlatform.Matters.Exchange;

/// <summary>The platform above, and partners, take the catalogue over in the fields of the national exchange; editors bring in what came so.</summary>
internal static class ExchangeMatters
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        var exchange = matters.MapGroup("/exchange/matters");
        exchange.MapGet("", ListAsync).WithName("ListExchangeMatters").AllowRoles(Role.CatalogueEditor, Role.Admin).AllowKinds(Kind.Partner, Kind.Service)
            .WithSummary("Matters in the national exchange fields, a page at a time");
        exchange.MapGet("/{code}", ReadAsync).WithName("ReadExchangeMatter").AllowRoles(Role.CatalogueEditor, Role.Admin).AllowKinds(Kind.Partner, Kind.Service)
            .WithSummary("One matter in the national exchange fields: the version that people apply under, else its last");
        exchange.MapPost("", ImportAsync).WithName("ImportExchangeMatters").AllowRoles(Role.CatalogueEditor, Role.Admin)
            .WithMetadata(new RequestSizeLimitAttribute(ImportMatters.MostBytes)).WithIdempotency()
            .WithSummary("Imports a JSON array of matters in the national exchange fields, as POST /imports does");
    }

    private static async Task<Results<Ok<Page<JsonObject>>, Problem>> ListAsync(
        [Description("事项状态: 1 在用 (default), 2 暂停, 3 取消")] string? state, int? limit, string? after,
        NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        if (LiveCodes.StatusOf(state ?? "1") is not { } status)
            return Problems.UnknownState();
        string? last = "";
        if (after is not null && !Cursor.TryDecode(after, out last))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<MatterSql.Row>(new CommandDefinition(Sql, new { settings.Region, status, last, take = take + 1 }, cancellationToken: ct))).Select(row => ExchangeMatter.Of(row.ToMatter())).ToList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode((string)row["task_code"]!), http));
    }

    // Of a matter that was cancelled its last version; what a later version took the place of was not.
    internal const string Sql = $"""
        {MatterSql.Columns}
        where m.region = @Region
            and m.status = @status
            and m.code > @last
            and (@status <> 'retired' or not exists (select from matter later where later.code = m.code and later.version > m.version and later.status not in ('draft', 'scheduled')))
        order by m.code
        limit @take
        """;

    private static async Task<Results<Ok<JsonObject>, Problem>> ReadAsync(string code, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await MatterSql.LatestAsync(db, [code]) is [var matter, ..] ? TypedResults.Ok(ExchangeMatter.Of(matter)) : Problem.NotFound();
    }

    private static async Task<Results<Accepted<ImportView>, Problem>> ImportAsync(bool? publish, HttpRequest request, Tx tx, Caller me, FileStore files, TimeProvider time, CancellationToken ct)
    {
        if (request.ContentLength > ImportMatters.MostBytes)
            return Problems.ImportTooLarge();
        StoredFile stored;
        try
        {
            stored = await files.WriteAsync(request.Body, ImportMatters.MostBytes, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.ImportTooLarge();
        }
        await using var file = (await files.OpenAsync(stored.Sha256, ct))!;
        return await ImportFile.IsArrayAsync(file, ct)
            ? await ImportMatters.QueueAsync(new() { Format = ImportFile.Exchange, File = stored.Sha256, Publish = publish == true }, tx, me, time, ct)
            : Problems.ImportRefused(new(null, "exchange-array", "应为 UTF-8 编码的 JSON 数组", "A JSON array in UTF-8 is wanted"));
    }
}
