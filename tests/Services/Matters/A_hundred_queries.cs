using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>What people type finds what they mean: written by somebody who knew the names of the matters and not the search.</summary>
public sealed class A_hundred_queries(SeededMatters host, Xunit.Abstractions.ITestOutputHelper output) : IClassFixture<SeededMatters>
{
    [Fact]
    public async Task find_the_matter_in_the_first_three_95_times_of_a_hundred()
    {
        var queries = File.ReadLines(Path.Combine(Repository.Root, "tests", "Services", "Matters", "queries.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.True(queries.Count >= 100);
        var hits = 0;
        foreach (var (text, expected, kind) in queries.Select(cells => (cells[0], cells[1], cells[2])))
        {
            using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/matters?limit=3&q={Uri.EscapeDataString(text)}");
            var page = await answer.ReadAsync<JsonElement>();
            var found = page.TryGetProperty("items", out var items) ? items.EnumerateArray().Select(item => item.GetProperty("name").GetString()!).ToList() : [];
            if (found.Intersect(expected.Split('|')).Any())
                hits++;
            else
                output.WriteLine($"{kind}: {text} → {string.Join("; ", found)}, not {expected}");
        }
        Assert.True(hits * 100 >= queries.Count * 95, $"{hits} of {queries.Count}");
    }
}
