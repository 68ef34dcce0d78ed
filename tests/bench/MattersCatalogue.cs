using System.Diagnostics;
using Dapper;
using GovPlatform.Matters;
using Npgsql;

namespace GovPlatform.Bench;

/// <summary>A catalogue of many matters in many counties, made of the seed: its names with a place or an object each, so that words are as frequent as they are in life.</summary>
internal static class MattersCatalogue
{
    public const int OfCounty = 10_000;
    public const int Counties = 20;
    private const int AtOnce = 500;

    // Not assigned to any county.
    private const int FirstOther = 410460;

    private static readonly string[] Scopes =
    [
        "县城", "城东", "城西", "城南", "城北", "开发区", "乡镇", "农村", "社区", "景区", "学校", "医院", "车站", "市场", "园区", "工地", "仓储", "冷链", "网络", "流动",
        "临时", "首次", "变更", "延续", "注销", "补办", "企业", "个人", "合作社", "连锁", "分支机构", "外来人员", "老年人", "残疾人", "退役军人", "未成年人", "大型", "中型", "小型", "微型",
        "普通", "特殊", "一般", "简易", "承诺制", "跨区域", "季节性", "节假日", "夜间", "地下",
    ];

    public static async Task LoadAsync(NpgsqlDataSource source, string region)
    {
        var clock = Stopwatch.StartNew();
        await using var db = await source.OpenConnectionAsync();
        await db.ExecuteAsync("drop index matter_search_names; drop index matter_search_texts");
        var matters = Made(region);
        foreach (var (at, some) in matters.Chunk(AtOnce).Index())
        {
            await using var tx = new Tx(source, new RelaySignal(), new WrittenTogether(source), Caller.OfService("bench", region));
            if ((await MatterSql.InsertAsync(tx, some)).Count < some.Length)
                throw new CannotMeasureException("two matters have one code");
            await tx.CommitAsync();
            Tell(clock, $"{(at * AtOnce) + some.Length:N0} matters");
        }
        Tell(clock, $"one county of {OfCounty:N0} matters\n");
        for (var county = 1; county < Counties; county++)
        {
            await db.ExecuteAsync(await CopyAsync(db), new { from = region, to = $"{FirstOther + county}" }, commandTimeout: 600);
            Tell(clock, $"{county + 1} counties");
        }
        await db.ExecuteAsync(
            """
            set maintenance_work_mem = '512MB';
            create index matter_search_names on matter_search using gin (names) with (fastupdate = off);
            create index matter_search_texts on matter_search using gin (texts) with (fastupdate = off);
            """, commandTimeout: 600);
        // What autovacuum has done an hour later; not in one command, which would be one transaction.
        foreach (var table in new[] { "matter", "material", "matter_search" })
            await db.ExecuteAsync($"vacuum analyze {table}", commandTimeout: 600);
        Tell(clock, $"{Counties} counties of {OfCounty:N0} matters, indexed\n");
    }

    private static List<Matter> Made(string region)
    {
        var seed = SeedCatalogue.Read(region, "平澜县", "http://localhost").Matters;
        var by = new Actor("bench", "service");
        return [.. Enumerable.Range(0, OfCounty).Select(n =>
        {
            var like = seed[n % seed.Count].Content;
            var name = n < seed.Count ? like.Name : $"{like.Name}（{Scopes[n / seed.Count % Scopes.Length]}{(n / seed.Count >= Scopes.Length ? "二" : "")}）";
            var content = like with { Name = name, BasicCode = $"{like.BasicCode[..4]}{n:D8}" };
            return Matter.Draft(content, 1, by, DateTime.UnixEpoch).Publish(by, DateTime.UnixEpoch)!.Value.Matter;
        })];
    }

    /// <summary>Copies every row of one county to another: codes and terms hold the county at a known place. Columns as the tables have them now.</summary>
    private static async Task<string> CopyAsync(NpgsqlConnection db)
    {
        Dictionary<string, string> told = new()
        {
            ["matter.id"] = "md5(@to || id)::uuid",
            ["matter.code"] = "overlay(code placing @to from 3)",
            ["matter.department_code"] = "overlay(department_code placing @to from 3)",
            ["matter.content"] = "jsonb_set(content, '{departmentCode}', to_jsonb(overlay(department_code placing @to from 3)))",
            ["material.matter_id"] = "md5(@to || matter_id)::uuid",
            ["material.code"] = "overlay(code placing @to from 3)",
            ["matter_search.region"] = "@to",
            ["matter_search.code"] = "overlay(code placing @to from 3)",
            ["matter_search.department_code"] = "overlay(department_code placing @to from 3)",
            ["matter_search.names"] = "replace(names::text, chr(39) || @from, chr(39) || @to)::tsvector",
            ["matter_search.texts"] = "replace(texts::text, chr(39) || @from, chr(39) || @to)::tsvector",
        };
        Dictionary<string, string> of = new()
        {
            ["matter"] = "region = @from", ["material"] = "matter_id in (select id from matter where region = @from)", ["matter_search"] = "region = @from",
        };
        var columns = (await db.QueryAsync<(string Table, string Column)>(
            """
            select table_name, column_name
            from information_schema.columns
            where table_schema = 'public' and table_name in ('matter', 'material', 'matter_search') and is_generated = 'NEVER'
            order by table_name = 'material', ordinal_position
            """)).GroupBy(column => column.Table, column => column.Column);
        return string.Join(";\n", columns.Select(table =>
            $"insert into {table.Key} ({string.Join(", ", table)}) select {string.Join(", ", table.Select(column => told.GetValueOrDefault($"{table.Key}.{column}", column)))} from {table.Key} where {of[table.Key]}"));
    }

    private static void Tell(Stopwatch clock, string what) => Console.Write($"\r  {clock.Elapsed.TotalSeconds,4:0} s  {what}        ");
}
