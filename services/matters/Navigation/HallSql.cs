using System.Text.Json;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>How a place and its windows are stored and read.</summary>
internal static class HallSql
{
    public const string Columns = "h.id, h.name, h.kind, h.parent_id, h.address, h.latitude, h.longitude, h.phone, h.hours, h.exceptions, h.open_on_holidays, h.closed_at, h.version";

    /// <summary>One place with its windows.</summary>
    private const string One = $"""
        select {Columns}, coalesce((
            select jsonb_agg(jsonb_build_object('number', w.number, 'name', w.name, 'kind', w.kind, 'takes', w.takes) order by w.position)
            from hall_window w
            where w.hall_id = h.id), '[]') as windows
        from hall h
        where h.region = @region and h.id = @id
        """;

    public static Task<HallView?> FindAsync(NpgsqlConnection db, string region, Guid id) => db.QuerySingleOrDefaultAsync<HallView>(One, new { region, id });

    /// <summary>The place, locked for a change.</summary>
    public static Task<HallView?> LockAsync(Tx tx, string region, Guid id) => tx.FindAsync<HallView>($"{One} for update of h", new { region, id });

    /// <summary>What the database knows against it: a parent or matters that are not there, places below it that its kind does not stand before, another place of its name.</summary>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(Tx tx, string region, Guid? id, HallContent hall)
    {
        var codes = hall.Windows.SelectMany(window => window.Takes).Where(takes => takes.Length == 31).Distinct().ToArray();
        var found = await tx.FindAsync<Known>(
            """
            select
                (select rank from hall where id = @ParentId and region = @region and closed_at is null) as parent_rank,
                (select min(rank) from hall where parent_id = @id and closed_at is null) as child_rank,
                exists (select from hall where region = @region and name = @Name and closed_at is null and id is distinct from @id) as taken,
                array(select code from unnest(@codes) code where not exists (select from matter m where m.code = code.code and m.region = @region)) as unknown
            """, new { hall.ParentId, region, hall.Name, id, codes });
        List<Finding> findings = [];
        if (hall.ParentId is not null && (found!.ParentRank is not { } rank || rank >= HallKind.Rank(hall.Kind)))
            findings.Add(new("/parentId", "hall-parent", "上级场所不存在，或者类型不在本场所之上", "There is no such place, or it is of no kind before this one's"));
        if (found!.ChildRank <= HallKind.Rank(hall.Kind))
            findings.Add(new("/kind", "hall-kind-below", "下级场所的类型应当在本场所之下", "A place that belongs to this one is of its kind, or of one before it"));
        if (found.Taken)
            findings.Add(new("/name", "hall-name-taken", "已有同名场所", "There is a place of that name"));
        findings.AddRange(
            from window in hall.Windows.Index()
            from takes in window.Item.Takes.Index()
            where found.Unknown.Contains(takes.Item)
            select new Finding($"/windows/{window.Index}/takes/{takes.Index}", "matter-unknown", $"没有事项{takes.Item}", $"There is no matter {takes.Item}"));
        return findings;
    }

    /// <summary>Stores new places with their windows, in three statements however many they are.</summary>
    public static async Task InsertAsync(Tx tx, string region, IReadOnlyList<(Guid Id, HallContent Content)> halls, DateTime now)
    {
        await tx.ExecuteAsync(
            """
            insert into hall (id, region, name, kind, rank, parent_id, address, latitude, longitude, phone, hours, exceptions, open_on_holidays, version, created_at, updated_at)
            select id, @region, name, kind, rank, parent_id, address, latitude, longitude, phone, hours, exceptions, open_on_holidays, 1, @now, @now
            from jsonb_to_recordset(@rows::jsonb) as r (id uuid, name text, kind text, rank integer, parent_id uuid, address text,
                latitude double precision, longitude double precision, phone text, hours jsonb, exceptions jsonb, open_on_holidays boolean)
            """, new { region, now, rows = JsonSerializer.Serialize(halls.Select(hall => ToRow(hall.Id, hall.Content)), GovJson.Events) });
        await InsertWindowsAsync(tx, region, halls);
    }

    /// <summary>Stores a place as changed.</summary>
    public static async Task RewriteAsync(Tx tx, string region, Guid id, HallContent content, DateTime now)
    {
        await tx.ExecuteAsync(
            """
            update hall
            set (name, kind, rank, parent_id, address, latitude, longitude, phone, hours, exceptions, open_on_holidays, version, updated_at) =
                (select r.name, r.kind, r.rank, r.parent_id, r.address, r.latitude, r.longitude, r.phone, r.hours, r.exceptions, r.open_on_holidays, version + 1, @now
                from jsonb_to_record(@row::jsonb) as r (name text, kind text, rank integer, parent_id uuid, address text,
                    latitude double precision, longitude double precision, phone text, hours jsonb, exceptions jsonb, open_on_holidays boolean))
            where id = @id
            """, new { id, now, row = JsonSerializer.Serialize(ToRow(id, content), GovJson.Events) });
        await tx.ExecuteAsync("delete from hall_window where hall_id = @id", new { id });
        await InsertWindowsAsync(tx, region, [(id, content)]);
    }

    private static Task<int> InsertWindowsAsync(Tx tx, string region, IReadOnlyList<(Guid Id, HallContent Content)> halls) => tx.ExecuteAsync(
        """
        insert into hall_window (hall_id, number, position, name, kind, takes)
        select hall_id, number, position, name, kind, takes
        from jsonb_to_recordset(@rows::jsonb) as r (hall_id uuid, number text, position integer, name text, kind text, takes text[]);
        insert into window_take (region, what, hall_id, number)
        select distinct @region, what, hall_id, number
        from jsonb_to_recordset(@rows::jsonb) as r (hall_id uuid, number text, takes text[]), unnest(takes) what
        """,
        new
        {
            region,
            rows = JsonSerializer.Serialize(
                from hall in halls
                from window in hall.Content.Windows.Index()
                select new { hall_id = hall.Id, window.Item.Number, position = window.Index, window.Item.Name, window.Item.Kind, window.Item.Takes }, GovJson.Events),
        });

    private static object ToRow(Guid id, HallContent hall) => new
    {
        id, hall.Name, hall.Kind, rank = HallKind.Rank(hall.Kind), parent_id = hall.ParentId, hall.Address, hall.Latitude, hall.Longitude, hall.Phone,
        hall.Hours, hall.Exceptions, open_on_holidays = hall.OpenOnHolidays,
    };

    private sealed record Known
    {
        public int? ParentRank { get; init; }
        public int? ChildRank { get; init; }
        public bool Taken { get; init; }
        public required string[] Unknown { get; init; }
    }
}
