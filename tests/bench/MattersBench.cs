using System.Diagnostics;
using System.Text.Json;
using GovPlatform.Local;
using GovPlatform.Matters;
using Npgsql;

namespace GovPlatform.Bench;

/// <summary>
/// List, search and guide of a catalogue of 10,000 matters in each of 20 counties, over servers of its own, straight at the service. Times are the client's
/// on loopback, one request at a time: an upper bound of the service's own. Rates share the processor with the client.
/// </summary>
internal static class MattersBench
{
    private const string Region = "410497";
    private const int Warm = 50;
    private const double GuidesASecond = 5000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var postgres = await PostgresServer.StartThrowawayAsync();
        await using var rabbit = await RabbitMqServer.StartThrowawayAsync();
        var database = postgres.ConnectionString("matters");
        await using var service = await StartAsync(database, rabbit.ConnectionString);
        await using var source = NpgsqlDataSource.Create(database);
        await MattersCatalogue.LoadAsync(source, Region);
        using var http = new HttpClient { BaseAddress = new Uri(new Uri(service.Address), "/api/matters/v1/matters"), Timeout = TimeSpan.FromSeconds(10) };
        var codes = await CodesAsync(http);
        var guides = codes.Select(code => $"/api/matters/v1/matters/{code}/guide").ToList();
        return
        [
            .. await TimesAsync(http, "list, a page of 20, filtered or not", [.. Lists(codes).Select(query => $"matters{query}")]),
            .. await TimesAsync(http, "search: words, pinyin, slips, synonyms", [.. Searches().Select(Search)]),
            .. await TimesAsync(http, "search: common words", [.. Enumerable.Repeat(Common, 10).SelectMany(words => words).Select(Search)]),
            .. await TimesAsync(http, "guide, not asked for before", guides),
            await RateAsync(http, "one guide", [guides[0]], GuidesASecond),
            await RateAsync(http, "1,000 guides in turn", [.. guides.Take(1000)], GuidesASecond),
            await RateAsync(http, "304 to the tag of a guide", [guides[0]], null, await TagAsync(http, guides[0])),
            new("matters", "PSS of the service after that", MemoryBench.Megabytes(service.ProcessIds[0]), "MB"),
        ];
    }

    private static async Task<ProjectProcess> StartAsync(string database, string broker)
    {
        var port = FreePort.Next();
        var service = new ProjectProcess(
            new("dotnet", [Source.BuiltProgram(Path.Combine(Source.Root, "services", "matters", "Matters.csproj"))])
            {
                Environment = new Dictionary<string, string>
                {
                    ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}", ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["ConnectionStrings__mattersdb"] = $"{database};Maximum Pool Size=20", ["ConnectionStrings__rabbitmq"] = broker,
                    ["Gov__Seed"] = "false", ["Gov__Region"] = Region, ["Gov__DataFolder"] = Path.Combine(Path.GetTempPath(), $"govplatform-bench-{Environment.ProcessId}"),
                    ["Gov__DataKey"] = "bench-data-key-bench-data-key-bench-data-key",
                },
            }, port, "/api/matters/v1/matters?limit=1");
        await service.StartAsync(default);
        return service;
    }

    /// <summary>Every code of the county, spread so that neighbours are not asked for in turn.</summary>
    private static async Task<IReadOnlyList<string>> CodesAsync(HttpClient http)
    {
        List<string> codes = [];
        for (var after = ""; after is not null;)
        {
            var page = JsonElement.Parse(await http.GetStringAsync(new Uri($"matters?limit=100{(after.Length > 0 ? $"&after={after}" : "")}", UriKind.Relative)));
            codes.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        return [.. codes.OrderBy(code => code.GetHashCode(StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Lists(IReadOnlyList<string> codes)
    {
        string[] filters =
        [
            "?limit=20", "?type=01", "?type=20", "?type=05", "?audience=1", "?audience=5", "?audience=4&type=01", "?handling=1", "?handling=2&type=07", "?status=suspended",
            "?region=410465", "?region=410470&type=01&audience=2", "?limit=100", $"?type=09",
        ];
        var departments = codes.Select(code => code[..18]).Distinct().Take(12).ToList();
        return Enumerable.Range(0, 300).Select(n => (n % 3) switch
        {
            0 => filters[n / 3 % filters.Length],
            1 => $"?department={departments[n / 3 % departments.Count]}{(n % 2 == 0 ? "&handling=1" : "")}",
            // Somewhere inside the county.
            _ => $"?limit=20&after={Cursor.Encode(codes[n], 1)}{(n % 2 == 0 ? "&type=20" : "")}",
        });
    }

    private static readonly string[] Common =
    [
        "许可", "登记", "审批", "备案", "经营许可", "变更", "注销", "证", "申请", "补贴", "办理", "身份证", "营业执照", "企业", "个人", "县城", "设立登记", "xk", "xuke", "dengji", "业", "资格认定", "材料", "法",
    ];

    /// <summary>Of every name a piece, its pinyin, its initials, a slip, and every way of asking; and every word that has synonyms.</summary>
    private static IEnumerable<string> Searches()
    {
        var names = SeedCatalogue.Read(Region, "平澜县", "http://localhost").Matters.Select(matter => SearchText.Characters(matter.Content.Name)).ToList();
        foreach (var (n, name) in names.Index())
        {
            var piece = string.Concat(name.Take(4 + (n % 4)));
            yield return (n % 6) switch
            {
                0 => string.Concat(name),
                1 => string.Concat(piece.SelectMany(character => Pinyin.Readings($"{character}").FirstOrDefault() ?? "")),
                2 => MatterTerms.InitialsOf(string.Concat(name)).Replace("_", "", StringComparison.Ordinal),
                3 => $"{piece[..1]}乙{piece[2..]}",
                4 => $"我想办{piece}需要什么材料",
                _ => piece[^2..],
            };
        }
        foreach (var line in SeedCatalogue.Text("seed/synonyms.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
            yield return $"怎么办{line.Split('|', ',')[0]}";
    }

    private static string Search(string query) => $"matters?q={Uri.EscapeDataString(query)}";

    private static Task<IReadOnlyList<Figure>> TimesAsync(HttpClient http, string what, List<string> paths) =>
        Times.MeasureAsync("matters", what, paths.Take(Warm).Concat(paths.Take(600)).Select(path => (http, path)), Warm);

    private static async Task<string> TagAsync(HttpClient http, string guide)
    {
        using var answer = await http.GetAsync(new Uri(guide, UriKind.Relative));
        return $"{answer.Headers.ETag}";
    }

    private static async Task<Figure> RateAsync(HttpClient http, string what, List<string> paths, double? least, string? tag = null)
    {
        var headers = tag is null ? null : $"If-None-Match: {tag}\r\n";
        await LeanClient.PerSecondAsync(http.BaseAddress!, paths, TimeSpan.FromSeconds(2), tag is null ? 200 : 304, headers);
        var rate = await LeanClient.PerSecondAsync(http.BaseAddress!, paths, Longest, tag is null ? 200 : 304, headers);
        return least is null ? new("matters", what, rate, "/s") : new("matters", what, rate, "/s", least, "at least", 1, AtLeast: true);
    }
}
