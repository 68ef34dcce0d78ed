using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using GovPlatform.Matters.Importing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GovPlatform.Matters.Exporting;

/// <summary>Anybody takes the county's published catalogue over, whole, as open data. It tells the phones of offices, and nobody's own.</summary>
internal static partial class OpenData
{
    public const string Licence = "主动公开的政府信息（《中华人民共和国政府信息公开条例》），可以免费使用、复制和传播，请注明来源和日期";
    private const string LicenceEnglish = "Public information of the county government: free to use, copy and pass on, naming source and date";
    private const string Json = "application/json";

    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/open-data/matters.json", JsonAsync).WithName("OpenDataMattersJson").AllowAnonymous().Produces(200, contentType: Json)
            .WithSummary("Every published matter of the county, with its licence and date: an object of metadata and `matters`");
        matters.MapGet("/open-data/matters.csv", CsvAsync).WithName("OpenDataMattersCsv").AllowAnonymous().Produces(200, contentType: ExportMatters.Csv)
            .WithSummary("The same as CSV, in the columns of the county's list; the JSON describes it");
    }

    private static Task<Results<PushStreamHttpResult, StatusCodeHttpResult>> JsonAsync(
        NpgsqlDataSource source, GovSettings settings, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, HttpContext http, CancellationToken ct) =>
        TellAsync(source, settings, http, Json, async (to, db, modified) =>
        {
            var head = new Head($"{settings.County}政务服务事项", settings.County, settings.Region, Licence, LicenceEnglish, modified);
            // The head with its brace open, then one matter after the other.
            await to.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(head, json.Value.SerializerOptions).AsMemory()[..^1], ct);
            await to.WriteAsync(",\"matters\":["u8.ToArray(), ct);
            var first = true;
            await foreach (var matter in Published(settings).ReadAsync(db, ct))
            {
                if (!first)
                    await to.WriteAsync(",\n"u8.ToArray(), ct);
                first = false;
                await to.WriteAsync(Encoding.UTF8.GetBytes(WithoutMobiles(JsonSerializer.Serialize(MatterView.Of(matter), json.Value.SerializerOptions))), ct);
            }
            await to.WriteAsync("]}"u8.ToArray(), ct);
        }, ct);

    private static Task<Results<PushStreamHttpResult, StatusCodeHttpResult>> CsvAsync(NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.Link = "</api/matters/v1/open-data/matters.json>; rel=\"describedby\"";
        return TellAsync(source, settings, http, ExportMatters.Csv, (to, db, _) => SheetStreams.WriteCsvAsync(to, RowsAsync(db), ct), ct);

        async IAsyncEnumerable<string[]> RowsAsync(NpgsqlConnection db)
        {
            await foreach (var row in Published(settings).RowsAsync(db, MatterRows.MattersFile, ct))
                yield return [.. row.Select(WithoutMobiles)];
        }
    }

    private static async Task<Results<PushStreamHttpResult, StatusCodeHttpResult>> TellAsync(
        NpgsqlDataSource source, GovSettings settings, HttpContext http, string type, Func<Stream, NpgsqlConnection, DateTime, Task> write, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var (state, changed) = await db.QuerySingleAsync<(long State, DateTime Changed)>(new CommandDefinition(State, new { settings.Region }, cancellationToken: ct));
        var tag = $"\"{state:x}.{(type == Json ? "j" : "c")}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.LastModified = changed.ToString("R", CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "public, max-age=300";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == tag || known.Equals(EntityTagHeaderValue.Any)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Stream(async to =>
        {
            await using var own = await source.OpenConnectionAsync(ct);
            await write(to, own, changed);
        }, type);
    }

    private static StreamMatters Published(GovSettings settings) => new(settings.Region, MatterStatus.Published, null, true, null);

    /// <summary>The number of an office is a landline or a hotline; a mobile one is a person's, wherever it was written.</summary>
    internal static string WithoutMobiles(string text) => Mobile().Replace(text, "（手机号码不公开）");

    [GeneratedRegex(@"(?<!\w)1[3-9]\d{9}(?!\w)", RegexOptions.ECMAScript)]
    private static partial Regex Mobile();

    // Of every version that is out: moments do not follow the order of commits, so that the last of them would miss a long import.
    internal const string State = """
        select coalesce(bit_xor(hashtextextended(code || '/' || version || '/' || revision, 0)), 0) as state, coalesce(max(updated_at), 'epoch') as changed
        from matter
        where region = @Region
            and status = 'published'
        """;

    private sealed record Head(string Title, string Publisher, string Region, string Licence, string LicenceEnglish, DateTime Modified);
}
