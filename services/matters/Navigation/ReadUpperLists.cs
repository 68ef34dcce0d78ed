using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody sees what was set from above, which of the county's matters fulfil it, and what is not yet done.</summary>
internal static class ReadUpperLists
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/upper-lists", ListAsync).WithName("ListUpperLists").AllowAnonymous().WithSummary("The lists, the latest first, with how much of each is done");
        matters.MapGet("/upper-lists/{id:guid}", ReadAsync).WithName("ReadUpperList").AllowAnonymous().WithSummary("One list: each item with the county's matters that fulfil it, or what is missing");
    }

    // A wider scope has a smaller code (1 全国, 2 跨省, …).
    private const string Judged = """
        select i.list_id, i.position, i.name, i.basic_code, i.mode, i.scope, coalesce(i.due_on, l.due_on) as due_on, m.matters,
            case
                when m.count = 0 then 'missing'
                when m.wide = 0 then 'not-cross-region'
                when i.mode = 'online' and m.online = 0 then 'not-online'
                else 'done'
            end as status
        from upper_list l
        join upper_list_item i on i.list_id = l.id
        cross join lateral (
            select count(code) as count,
                count(code) filter (where service_scope <= i.scope) as wide,
                count(code) filter (where service_scope <= i.scope and online) as online,
                coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'serviceScope', service_scope) order by code), '[]') as matters
            from (
                select code, name, service_scope, online
                from matter
                where region = l.region
                    and status = 'published'
                    and basic_code = i.basic_code
                union all
                select code, name, service_scope, online
                from matter
                where region = l.region
                    and status = 'published'
                    and i.basic_code is null
                    and name = i.name) own) m
        """;

    internal const string Lists = $"""
        select u.id, u.level, u.name, u.document, u.issued_on, u.due_on, u.version, c.items, c.done, c.overdue
        from (
            select id, level, name, document, issued_on, due_on, version
            from upper_list
            where region = @Region
                and (issued_on, id) < (@AfterDay, @AfterId)
            order by issued_on desc, id desc
            limit @Limit) u
        cross join lateral (
            {Counts}
            from ({Judged} where l.id = u.id) judged) c
        order by u.issued_on desc, u.id desc
        """;

    internal const string Items = $"""
        select position, name, basic_code, mode, scope, due_on, status, matters
        from ({Judged} where l.id = @id and i.position > @After) judged
        where @status::text is null
            or status = @status
        order by position
        limit @Limit
        """;

    private const string Counts = """
        select count(status)::integer as items, count(status) filter (where status = 'done')::integer as done,
            count(status) filter (where status <> 'done' and due_on < @Today)::integer as overdue
        """;

    private const string One = $"""
        select u.id, u.level, u.name, u.document, u.issued_on, u.due_on, u.version, c.items, c.done, c.overdue
        from upper_list u
        cross join lateral (
            {Counts}
            from ({Judged} where l.id = u.id) judged) c
        where u.region = @Region and u.id = @id
        """;

    private static async Task<Results<Ok<Page<UpperListView>>, Problem>> ListAsync(
        int? limit, string? after, NpgsqlDataSource source, GovSettings settings, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        (DateOnly First, Guid Second) key = (DateOnly.MaxValue, Guid.AllBitsSet);
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<UpperListView>(new CommandDefinition(Lists, new
        {
            settings.Region, AfterDay = key.First, AfterId = key.Second, Today = time.Today(), Limit = take + 1,
        }, cancellationToken: ct));
        return TypedResults.Ok(Paging.Of(rows.AsList(), take, row => Cursor.Encode(row.IssuedOn, row.Id), http));
    }

    private static async Task<Results<Ok<UpperListDetail>, Problem>> ReadAsync(
        Guid id, [Description("done, missing, not-cross-region or not-online")] string? status, int? limit, string? after,
        NpgsqlDataSource source, GovSettings settings, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (status is not (null or "done" or "missing" or "not-cross-region" or "not-online"))
            return NavigationProblems.UnknownItemStatus();
        var key = 0;
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var list = await db.QuerySingleOrDefaultAsync<UpperListView>(new CommandDefinition(One, new { settings.Region, id, Today = time.Today() }, cancellationToken: ct));
        if (list is null)
            return Problem.NotFound();
        var items = await db.QueryAsync<UpperItemView>(new CommandDefinition(Items, new { id, status, After = key, Limit = take + 1 }, cancellationToken: ct));
        return TypedResults.Ok(new UpperListDetail(list, Paging.Of(items.AsList(), take, item => Cursor.Encode(item.Position), http)));
    }

    /// <summary>A list and how much of it is done.</summary>
    /// <param name="Overdue">Items not done whose day has passed.</param>
    internal sealed record UpperListView(Guid Id, string Level, string Name, string Document, DateOnly IssuedOn, DateOnly? DueOn, int Version, int Items, int Done, int Overdue)
    {
        public int NotDone => Items - Done;
    }

    internal sealed record UpperListDetail(UpperListView List, Page<UpperItemView> Items);

    /// <summary>An item and what the county has for it.</summary>
    internal sealed record UpperItemView
    {
        public int Position { get; init; }
        public required string Name { get; init; }
        public string? BasicCode { get; init; }
        public required string Mode { get; init; }
        public required string Scope { get; init; }
        public DateOnly? DueOn { get; init; }

        /// <summary>done; missing: no published matter; not-cross-region: none of the scope demanded; not-online: none of those is handled online.</summary>
        public required string Status { get; init; }

        /// <summary>The county's published matters for it.</summary>
        public required IReadOnlyList<OwnMatter> Matters { get; init; }
    }

    internal sealed record OwnMatter(string Code, string Name, string? ServiceScope);
}
