using System.ComponentModel;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody prints the guide, and the one-page notice for the own situation.</summary>
internal static class PrintGuide
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/matters/{code}/notice", NoticeAsync).WithName("ReadNotice").AllowAnonymous().WithSummary("一次性告知: what to know and to bring for one's own situation");
        matters.MapGet("/matters/{code}/notice.pdf", NoticePdfAsync).WithName("PrintNotice").AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").Produces(StatusCodes.Status202Accepted)
            .WithSummary("《一次性告知单》 for one's own situation, on one page; 202 with Location and Retry-After while it is being made");
        matters.MapGet("/matters/{code}/guide.pdf", GuidePdfAsync).WithName("PrintGuide").AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").Produces(StatusCodes.Status202Accepted)
            .WithSummary("办事指南 with all its sections; 202 with Location and Retry-After while it is being made");
    }

    private static Task<Results<Ok<Notice>, StatusCodeHttpResult, Problem>> NoticeAsync(
        string code, [Description(ReadMatter.AskedAnswers)] string? answers, NpgsqlDataSource source, HttpContext http, CancellationToken ct) =>
        ReadMatter.TellAsync(code, matter => Notice.For(matter, answers), source, http, ct, answers);

    private static async Task<IResult> NoticePdfAsync(
        string code, [Description(ReadMatter.AskedAnswers)] string? answers, NpgsqlDataSource source, Documents documents, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        if (await CurrentAsync(source, code, ct) is not { } matter)
            return Problem.NotFound();
        if (Guide.For(matter, answers) is not { } asked)
            return Problems.AnswersUnknown();
        var (paper, kept) = Selecting(matter, asked.Answers);
        return await AnswerAsync(documents, $"notice/{Key(matter)}/{kept}", $"{asked.Name}一次性告知单.pdf", () => NoticePage.Html(Notice.For(paper, kept)!, settings), http);
    }

    /// <summary>The matter and its answers with only those questions that select materials: answers to others would keep a paper each that says the same.</summary>
    private static (Matter Matter, string Answers) Selecting(Matter matter, string answers)
    {
        var selecting = matter.Content.Materials.SelectMany(material => material.When).Select(Answers.Question).ToHashSet();
        return (
            matter with { Content = matter.Content with { Situations = [.. matter.Content.Situations.Where(situation => selecting.Contains(situation.Id))] } },
            string.Join(',', answers.Split(',').Where(answer => selecting.Contains(Answers.Question(answer)))));
    }

    private static async Task<IResult> GuidePdfAsync(string code, NpgsqlDataSource source, Documents documents, GovSettings settings, HttpContext http, CancellationToken ct) =>
        await CurrentAsync(source, code, ct) is { } matter
            ? await AnswerAsync(documents, $"guide/{Key(matter)}", $"{matter.Content.Name}办事指南.pdf", () => GuidePage.Html(matter, settings), http)
            : Problem.NotFound();

    /// <summary>The connection is given back before the document is asked for: printing takes one of its own.</summary>
    internal static async Task<Matter?> CurrentAsync(NpgsqlDataSource source, string code, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await MatterSql.CurrentAsync(db, code);
    }

    /// <summary>Whose documents: another revision has others.</summary>
    internal static string Key(Matter matter) => $"{matter.Code}/{matter.Version}.{matter.Revision}";

    internal static async Task<IResult> AnswerAsync(Documents documents, string key, string fileName, Func<string> page, HttpContext http)
    {
        // A document never changes under its key, and the page says more than the matter does: the county, its address, a new release's layout.
        var html = page();
        var answer = (await documents.AnswerAsync($"{key}/{ReadMatter.Digest(html)}", fileName, () => html, http)).Result;
        if (answer is FileStreamHttpResult)
            http.Response.Headers.CacheControl = "public, no-cache";
        return answer;
    }
}
