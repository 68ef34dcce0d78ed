using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using GovPlatform.Intake;
using GovPlatform.Local;
using Npgsql;

namespace GovPlatform.Bench;

/// <summary>
/// The statements of one application in pgbench: those of the service, taken from its code, with what a real application of it has written as values, prepared, one
/// after the other (the service sends some of them together), on the same server, in a database of the same tables.
/// </summary>
internal sealed partial class IntakePeer(NpgsqlConnectionStringBuilder server, string script) : IAsyncDisposable
{
    private const string Database = "intake_peer";

    // As Duplicates.Sql writes it; a colon and a word would be a variable of pgbench's.
    private const string Punctuation = "'[[:space:][:punct:]]'";

    /// <param name="intake">Connection string of the service's database, which holds an application at least.</param>
    public static async Task<IntakePeer> CreateAsync(string intake)
    {
        var server = new NpgsqlConnectionStringBuilder(intake);
        await using var db = new NpgsqlConnection(intake);
        await db.OpenAsync();
        await db.ExecuteAsync($"drop database if exists {Database}");
        await db.ExecuteAsync($"create database {Database} template template0 encoding 'UTF8' locale 'C.UTF-8'");
        await ToolAsync(server, "bash", "-c", $"{Path.Combine(Packages.PostgresFolder, "pg_dump")} -s {server.Database} | {Path.Combine(Packages.PostgresFolder, "psql")} -q -d {Database}");
        var values = (IDictionary<string, object?>)await db.QuerySingleAsync("""
            select f.region, f.channel, f.delivery, f.applicant::text as applicant, f.matter_code, f.matter::text as matter, f.answers, f.form_sealed, f.mode, e.body::text as body,
                i.headers::text as headers, i.body as answer,
                array(select row (m.code, m.name, m.requirement, m.sha256, m.media_type, m.size::text)::text from case_material m where m.case_id = f.id order by m.code) as materials
            from (select body from event where type = 'CaseSubmitted' order by seq desc limit 1) e
            join case_file f on f.id = (e.body ->> 'caseId')::uuid
            cross join lateral (select headers, body from idempotency order by created_at desc limit 1) i
            """);
        var materials = (await db.QueryAsync<(string Code, string Name, string Requirement, string? Sha256, string? Type, long? Size, string? Source)>(
            "select code, name, requirement, sha256, media_type, size, source from case_material where case_id = (select id from case_file where status = 'submitted' order by id desc limit 1) order by code")).ToList();
        return new(server, Script(values, materials));
    }

    /// <summary>As autovacuum does within the minute: a database that has been running knows what is in its tables.</summary>
    public static async Task AnalyzeAsync(string database)
    {
        await using var db = new NpgsqlConnection(database);
        await db.OpenAsync();
        await db.ExecuteAsync("analyze;");
    }

    /// <summary>Returns when everything that the service has told has arrived, so that nothing but the next measurement runs.</summary>
    /// <param name="listeners">Connection strings of the services that hear of every application.</param>
    public async Task UntilQuietAsync(IReadOnlyList<string> listeners)
    {
        await using var db = new NpgsqlConnection(server.ConnectionString);
        await db.OpenAsync();
        var clock = Stopwatch.StartNew();
        while (await db.ExecuteScalarAsync<bool>("select exists (select from outbox) or exists (select from audit_pending)"))
            await WaitAsync(clock);
        var told = await db.ExecuteScalarAsync<Guid[]>("select array_agg(message_id) from (select message_id from event where type = 'CaseSubmitted' order by seq desc limit 500) last");
        foreach (var listener in listeners)
        {
            await using var other = new NpgsqlConnection(listener);
            await other.OpenAsync();
            while (await other.ExecuteScalarAsync<bool>("select exists (select from unnest(@told) id where not exists (select from inbox i where i.message_id = id))", new { told }))
                await WaitAsync(clock);
        }
    }

    private static Task WaitAsync(Stopwatch clock) =>
        clock.Elapsed < TimeSpan.FromMinutes(3) ? Task.Delay(200) : throw new CannotMeasureException("what the platform was told is still under way after three minutes");

    /// <summary>Transactions a second of so many clients.</summary>
    public async Task<double> PerSecondAsync(int clients, TimeSpan time)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);
        var said = await ToolAsync(server, Path.Combine(Packages.PostgresFolder, "pgbench"),
            "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{time.TotalSeconds:0}", "-f", file, Database);
        File.Delete(file);
        return double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await using var db = new NpgsqlConnection(server.ConnectionString);
        await db.OpenAsync();
        await db.ExecuteAsync($"drop database if exists {Database}");
    }

    private static string Script(IDictionary<string, object?> values, List<(string Code, string Name, string Requirement, string? Sha256, string? Type, long? Size, string? Source)> materials)
    {
        const string Id = "('0190' || lpad(to_hex(:a::bigint), 4, '0') || '-' || lpad(to_hex(:b::bigint), 4, '0') || '-7000-8000-' || lpad(to_hex(:c::bigint), 12, '0'))::uuid";
        const string Key = "(:c::text || 'k' || :a::text)";
        var text = (string name) => Literal((string?)values[name]);
        var create = new Dictionary<string, string>
        {
            ["Id"] = Id, ["Region"] = text("region"), ["Status"] = "'submitted'", ["Version"] = "2", ["Channel"] = text("channel"), ["Delivery"] = text("delivery"), ["DeliveryHall"] = "null", ["PostalSealed"] = "null",
            ["AccountId"] = $"({Id})", ["ApplicantKey"] = "'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'", ["ProjectCode"] = "null", ["WaitsFor"] = "array[]::text[]", ["Applicant"] = $"{text("applicant")}::jsonb", ["Agent"] = "null", ["MatterCode"] = text("matter_code"), ["Matter"] = $"{text("matter")}::jsonb",
            ["Answers"] = text("answers"), ["Object"] = "null", ["FormSealed"] = text("form_sealed"), ["Mode"] = text("mode"), ["ClockFrom"] = "current_date", ["Number"] = $"({text("matter_code")} || to_char(current_date, 'YYYYMMDD') || :last::text)", ["RefiledFrom"] = "null::uuid",
            ["PackageId"] = "null::uuid", ["PackageItem"] = "null", ["CreatedAt"] = "now()", ["actor"] = Id, ["actorKind"] = "'citizen'",
            ["codes"] = Array(materials.Select(m => m.Code)), ["names"] = Array(materials.Select(m => m.Name)), ["requirements"] = Array(materials.Select(m => m.Requirement)),
            ["digests"] = Array(materials.Select(m => m.Sha256)), ["types"] = Array(materials.Select(m => m.Type)), ["sizes"] = $"{Array(materials.Select(m => m.Size?.ToString(CultureInfo.InvariantCulture)))}::bigint[]",
            ["sources"] = Array(materials.Select(m => m.Source)), ["supplied"] = $"array_fill(now(), array[{materials.Count}])",
            ["deferred"] = $"array_fill(false, array[{materials.Count}])", ["items"] = Array(materials.Select(_ => (string?)null)), ["committed"] = $"array_fill(false, array[{materials.Count}])", ["limits"] = $"array_fill(null::bigint, array[{materials.Count}])",
        };
        var key = new Dictionary<string, string> { ["caller"] = $"({Id})::text", ["key"] = Key };
        var audit = (string action) => Numbered(Tx.AuditSql, $"({Id})::text", "'citizen'", $"'{action}'", "'case'", $"({Id})::text", """'{"channel"\x3a "web"}'""".Insert(0, "E"), "null");
        string[] lines =
        [
            "\\set a random(0, 65535)", "\\set b random(0, 65535)", "\\set c random(0, 281474976710655)",
            $"{Named(Serials.Sql, new() { ["kinds"] = $"array[{text("matter_code")}]", ["days"] = "array[current_date]", ["counts"] = "array[1]" })} \\gset",
            $"{Named(Idempotency.FindSql, key)};",
            $"{Named(Duplicates.Sql, new() { ["Id"] = Id, ["AccountId"] = $"({Id})", ["MatterCode"] = text("matter_code"), ["CreatedAt"] = "now()", ["Days"] = "30", ["Object"] = "null" }).Replace(Punctuation, $"E{Punctuation.Replace(":", "\\x3a", StringComparison.Ordinal)}", StringComparison.Ordinal)};",
            "begin;", $"{Named(InsertCase.Sql, create)};",
            $"{audit("create")};", $"{audit("submit")};", $"{Numbered(Tx.OutboxSql, Id, "'CaseSubmitted'", text("body"), "null")};",
            $"{Numbered(Idempotency.StoreSql, $"({Id})::text", Key, "'\\x00'::bytea", "201", text("headers"), text("answer"))};", "commit;",
        ];
        return string.Join('\n', lines.Select(line => line.StartsWith('\\') ? line : line.ReplaceLineEndings(" "))) + "\n";
    }

    // A colon and a word would be a variable of pgbench's.
    private static string Literal(string? value) => value is null ? "null"
        : $"E'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace(":", "\\x3a", StringComparison.Ordinal).ReplaceLineEndings("\\n")}'";

    private static string Array(IEnumerable<string?> values) => $"array[{string.Join(", ", values.Select(Literal))}]::text[]";

    private static string Named(string sql, Dictionary<string, string> values) => Parameter().Replace(sql, match => values[match.Groups[1].Value]);

    private static string Numbered(string sql, params string[] values) => Place().Replace(sql, match => values[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1]);

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Place();

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();

    private static async Task<string> ToolAsync(NpgsqlConnectionStringBuilder server, string program, params string[] arguments)
    {
        using var tool = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["PGHOST"] = server.Host, ["PGPORT"] = $"{server.Port}", ["PGUSER"] = server.Username, ["PGPASSWORD"] = server.Password },
        })!;
        var (said, wrong) = (tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        await tool.WaitForExitAsync();
        return tool.ExitCode == 0 ? await said : throw new CannotMeasureException($"{program}: {await wrong}");
    }
}
