using System.Net.Http.Headers;
using Dapper;
using GovPlatform.Ops;
using GovPlatform.ServiceDefaults;
using Npgsql;

namespace GovPlatform.Bench;

/// <summary>
/// The lists that people look at all day, over a million cases, straight at their services: the counter's queue and search, my cases, and an approver's worklist.
/// Times are the client's on loopback, one request at a time: an upper bound of the service's own.
/// </summary>
internal static class ListsBench
{
    private const int Cases = 1_000_000;
    private const int Warm = 50;
    private const int Count = 400;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Running platform)
    {
        await platform.NeedAsync();
        var (intake, approval) = (platform.AddressOf("intake"), platform.AddressOf("approval"));
        await using var db = new NpgsqlConnection(platform.Database("intake"));
        var missing = Cases - await db.ExecuteScalarAsync<int>("select count(*) from case_file");
        if (missing > 0)
        {
            await using var databases = new SeedDatabases(platform.Configuration);
            await Seed.LoadAsync(databases, missing, Console.Out);
        }
        using var client = new DemoClient(platform.Gateway);
        var people = await DemoDirectory.ReadAsync(client, default);
        using var clerk = At(intake, await people.Clerk(0).TokenAsync(default));
        clerk.DefaultRequestHeaders.Add("Purpose", "bench");
        return
        [
            .. await Times.MeasureAsync("lists", "counter's queue, a page of 20", [.. (await QueuesAsync(db)).Select(path => (clerk, path))], Warm),
            .. await Times.MeasureAsync("lists", "search by number, receipt, ID number", [.. (await SearchesAsync(db, platform)).Select(path => (clerk, path))], Warm),
            .. await Times.MeasureAsync("lists", "my cases, of the busiest and of any", await MineAsync(db, client, intake), Warm),
            .. await Times.MeasureAsync("lists", "approver's worklist", await WorklistsAsync(platform, people, approval), Warm),
        ];
    }

    private static HttpClient At(Uri service, string token) =>
        new() { BaseAddress = service, Timeout = TimeSpan.FromSeconds(30), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static async Task<IReadOnlyList<string>> QueuesAsync(NpgsqlConnection db)
    {
        var matters = (await db.QueryAsync<string>("select matter_code from case_file tablesample system (1) group by 1 order by count(*) desc limit 20")).ToList();
        List<string> filters =
        [
            "status=submitted", "status=received", "status=supplement-requested", "status=handed-over", "status=ready", "mine=true", "waitingForPaper=true",
            .. matters.Select(matter => $"status=received&matter={matter}"), .. matters.Select(matter => $"status=ready&department={matter[..18]}"),
        ];
        return [.. Enumerable.Range(0, Warm + Count).Select(n => $"/api/intake/v1/counter/queue?limit=20&{filters[n % filters.Count]}")];
    }

    private static async Task<IReadOnlyList<string>> SearchesAsync(NpgsqlConnection db, Running platform)
    {
        await using var databases = new SeedDatabases(platform.Configuration);
        var personal = (await SeedGround.ReadAsync(databases)).Personal;
        var some = (await db.QueryAsync<(string Number, string? Receipt, string Id)>("""
            select number, receipt_number, applicant ->> 'idNumberSealed'
            from case_file tablesample system (1)
            where number is not null
            order by md5(id::text)
            limit 500
            """)).ToList();
        return [.. some.Index().Select(found => "/api/intake/v1/counter/search?" + (found.Index % 4) switch
        {
            0 => $"number={found.Item.Number}",
            1 => $"number={found.Item.Number[..39]}",
            2 when found.Item.Receipt is not null => $"receipt={found.Item.Receipt}",
            _ => $"idNumber={personal.Open(found.Item.Id)}",
        })];
    }

    private static async Task<IReadOnlyList<(HttpClient, string)>> MineAsync(NpgsqlConnection db, DemoClient client, Uri intake)
    {
        var accounts = await db.QueryAsync<Guid>("""
            (select account_id from case_file group by 1 order by count(*) desc limit 10)
            union
            (select account_id from case_file tablesample system (1) limit 30)
            """);
        List<HttpClient> mine = [];
        foreach (var account in accounts)
            mine.Add(At(intake, await new DemoPerson(client, account, offered: false).TokenAsync(default)));
        return [.. Enumerable.Range(0, Warm + Count).Select(n => (mine[n % mine.Count], "/api/intake/v1/cases?limit=20"))];
    }

    private static async Task<IReadOnlyList<(HttpClient, string)>> WorklistsAsync(Running platform, DemoDirectory people, Uri approval)
    {
        await using var db = new NpgsqlConnection(platform.Database("approval"));
        List<HttpClient> approvers = [];
        foreach (var department in await db.QueryAsync<string>("select department_code from approval group by 1 order by count(*) desc limit 8"))
            approvers.Add(At(approval, await people.Approver(department, 0).TokenAsync(default)));
        string[] filters = ["", "&mine=true", "&due=today", "&due=overdue", "&status=open", "&status=granted"];
        return [.. Enumerable.Range(0, Warm + Count).Select(n => (approvers[n % approvers.Count], $"/api/approval/v1/worklist?limit=20{filters[n / approvers.Count % filters.Length]}"))];
    }
}
