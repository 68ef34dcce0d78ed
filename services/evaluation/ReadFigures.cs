using Dapper;
using Npgsql;

namespace GovPlatform.Evaluation;

/// <summary>What people think of the departments, for everyone to read.</summary>
internal static class ReadFigures
{
    public static void MapFigures(this RouteGroupBuilder api) => api.MapGet("/figures", ReadAsync).WithName("ReadRatingFigures").AllowAnonymous();

    /// <summary>Ratings by department.</summary>
    private static async Task<Ok<IReadOnlyList<DepartmentFigures>>> ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<Row>("select department_code, department_name, ratings, satisfaction_sum, good, bad from figure order by department_code");
        return TypedResults.Ok<IReadOnlyList<DepartmentFigures>>([.. rows.Select(f => new DepartmentFigures(
            f.DepartmentCode, f.DepartmentName, f.Ratings, Math.Round((decimal)f.SatisfactionSum / f.Ratings, 2), Math.Round(100m * f.Good / f.Ratings, 1), f.Bad))]);
    }

    private sealed record Row(string DepartmentCode, string DepartmentName, long Ratings, long SatisfactionSum, long Good, long Bad);
}

/// <summary>Ratings of one department.</summary>
/// <param name="Average">Mean satisfaction, 5 best.</param>
/// <param name="GoodPercent">Share of 基本满意 and better, percent.</param>
/// <param name="Bad">Number of 差评 (levels 1 and 2).</param>
internal sealed record DepartmentFigures(string DepartmentCode, string DepartmentName, long Ratings, decimal Average, decimal GoodPercent, long Bad);
