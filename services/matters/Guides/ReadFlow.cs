using System.Text;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads how a matter runs, as data for a picture of one's own and as a picture.</summary>
internal static class ReadFlow
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/matters/{code}/flow", FlowAsync).WithName("ReadFlow").AllowAnonymous()
            .WithSummary("办理流程 as nodes and edges: who acts, which clock runs, supplement, refusal and special procedures beside the line");
        matters.MapGet("/matters/{code}/flow.svg", PictureAsync).WithName("ReadFlowPicture").AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: "image/svg+xml")
            .WithSummary("办理流程图 as SVG, with title and description");
    }

    private static Task<Results<Ok<Flow>, StatusCodeHttpResult, Problem>> FlowAsync(string code, NpgsqlDataSource source, HttpContext http, CancellationToken ct) =>
        ReadMatter.TellAsync(code, Flow.Of, source, http, ct);

    private static async Task<IResult> PictureAsync(string code, NpgsqlDataSource source, HttpContext http, CancellationToken ct)
    {
        var told = await ReadMatter.TellAsync(code, matter => FlowPicture.Draw(Flow.Of(matter)), source, http, ct);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return told.Result is Ok<string> { Value: { } svg } ? TypedResults.Text(svg, "image/svg+xml", Encoding.UTF8) : told.Result;
    }
}
