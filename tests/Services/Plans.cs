using System.Text.Json;
using Dapper;
using Npgsql;

namespace GovPlatform.Tests.Services;

/// <summary>What PostgreSQL does for a list: it must read its index in order, however many rows there are.</summary>
internal static class Plans
{
    /// <summary>Loads rows that a scan would lose on, explains the list, and undoes the load.</summary>
    /// <param name="load">Inserts about 20,000 rows into <paramref name="table"/>.</param>
    public static async Task ReadsIndexAsync(NpgsqlDataSource source, string table, string load, string sql, object parameters, string index, bool inOrder = true)
    {
        await using var db = await source.OpenConnectionAsync();
        await using var undone = await db.BeginTransactionAsync();
        await db.ExecuteAsync($"{load};\nanalyze {table}");
        var plan = await db.QuerySingleAsync<string>($"explain (format json) {sql}", parameters);
        var nodes = Nodes(JsonElement.Parse(plan)[0].GetProperty("Plan")).ToList();
        Assert.True(nodes.Any(node => node.TryGetProperty("Index Name", out var used) && used.GetString() == index), $"{index} is not read:\n{plan}");
        foreach (var node in nodes.Select(node => node.GetProperty("Node Type").GetString()!))
            Assert.False(node == "Seq Scan" || (inOrder && node.EndsWith("Sort", StringComparison.Ordinal)), $"{node} in the plan of a list:\n{plan}");
    }

    /// <summary>How many rows of the table the statement really reads.</summary>
    public static async Task<double> RowsReadAsync(NpgsqlDataSource source, string table, string load, string sql, object parameters)
    {
        await using var db = await source.OpenConnectionAsync();
        await using var undone = await db.BeginTransactionAsync();
        await db.ExecuteAsync($"{load};\nanalyze {table}");
        var plan = await db.QuerySingleAsync<string>($"explain (analyze, format json) {sql}", parameters);
        return Nodes(JsonElement.Parse(plan)[0].GetProperty("Plan")).Where(node => node.TryGetProperty("Relation Name", out var read) && read.GetString() == table)
            .Sum(node => (node.GetProperty("Actual Rows").GetDouble() + Dropped(node)) * node.GetProperty("Actual Loops").GetDouble());
    }

    private static double Dropped(JsonElement node) => node.TryGetProperty("Rows Removed by Filter", out var rows) ? rows.GetDouble() : 0;

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];
}
