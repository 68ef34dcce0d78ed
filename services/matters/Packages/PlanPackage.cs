using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody asks what an event of life or business needs in the own situation.</summary>
internal static class PlanPackage
{
    private const int LongestAnswers = 2000;

    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/packages/{code}/plan", PlanAsync).WithName("PlanPackage").AllowAnonymous()
            .WithSummary("For these answers: the matters and outside steps in order, one form, one list of materials, the time, the departments");

    private static async Task<Results<Ok<PackagePlan>, StatusCodeHttpResult, Problem>> PlanAsync(
        string code,
        [Description("question=option, parted by commas: q1=a,food.q1=b; a question that is not answered excludes nothing")] string? answers,
        NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        if (answers?.Length > LongestAnswers)
            return Problems.AnswersUnknown();
        await using var db = await source.OpenConnectionAsync(ct);
        if (await PackageSql.CurrentAsync(db, settings.Region, code) is not { } package)
            return Problem.NotFound();
        var matters = await PackageSql.MattersAsync(db, package.Content);
        if (PlanMaker.Make(package, matters, answers) is not { } plan)
            return Problems.AnswersUnknown();
        return ReadPackage.Known(http, Tag(package, matters.Values)) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(plan);
    }

    /// <summary>Changes with the package and with any of its matters.</summary>
    private static string Tag(Package package, IEnumerable<Matter> matters)
    {
        var versions = string.Join(',', matters.Select(matter => $"{matter.Code}.{matter.Version}.{matter.Revision}").Order(StringComparer.Ordinal));
        return $"\"{package.Version}.{package.Revision}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions)))[..16]}\"";
    }
}
