using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody finds matters by theme, life event or field.</summary>
internal static class ReadThemes
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/themes", ListAsync).WithName("ListThemes").AllowAnonymous().CacheOutput(new CountCache("kind", "audience")).WithSummary("Themes, life events and livelihood fields, with how many matters each holds");
        matters.MapGet("/themes/{code}/matters", MattersAsync).WithName("ListMattersOfTheme").AllowAnonymous().WithSummary("The published matters that belong to a theme");
    }

    /// <summary>A county keeps no more, so that the list tells all.</summary>
    public const int Most = 500;

    public const string Columns = "t.code, t.kind, t.audience, t.name, t.position, t.topics, t.departments, t.matters, t.revision";

    /// <summary>Each matter is read once, however many themes there are.</summary>
    internal const string List = $"""
        with published as (
            select code, basic_code, department_code, user_topics, corp_topics
            from matter
            where region = @Region
                and status = 'published'),
        belongs as (
            select t.code as theme, m.code
            from theme t
            cross join unnest(t.topics) term
            join (select code, jsonb_array_elements_text(user_topics) as topic from published) m on m.topic = term
            where t.region = @Region
                and t.audience <> 'corporate'
            union
            select t.code, m.code
            from theme t
            cross join unnest(t.topics) term
            join (select code, jsonb_array_elements_text(corp_topics) as topic from published) m on m.topic = term
            where t.region = @Region
                and t.audience <> 'personal'
            union
            select t.code, m.code
            from theme t
            cross join unnest(t.departments) department
            join published m on m.department_code = department
            where t.region = @Region
            union
            select t.code, m.code
            from theme t
            cross join unnest(t.matters) basic
            join published m on m.basic_code = basic
            where t.region = @Region),
        counted as (
            select theme, count(code)::integer as count
            from belongs
            group by theme)
        select {Columns}, coalesce(c.count, 0) as count
        from theme t
        left join counted c on c.theme = t.code
        where t.region = @Region
            and (@kind::text is null or t.kind = @kind)
            and (@audience::text is null or t.audience in (@audience, 'both'))
        order by t.kind, t.audience, t.position, t.code
        limit @Most
        """;

    private static async Task<Results<Ok<IReadOnlyList<ThemeView>>, Problem>> ListAsync(
        [Description("theme, life-event or livelihood")] string? kind,
        [Description("personal or corporate")] string? audience,
        NpgsqlDataSource source, GovSettings settings, HttpResponse response, CancellationToken ct)
    {
        if (kind is not (null or "theme" or "life-event" or "livelihood") || audience is not (null or "personal" or "corporate"))
            return NavigationProblems.UnknownTheme();
        await using var db = await source.OpenConnectionAsync(ct);
        var themes = await db.QueryAsync<ThemeView>(new CommandDefinition(List, new { settings.Region, kind, audience, Most }, cancellationToken: ct));
        // Counting reads every published matter of the county: 0.1 s at ten thousand of them.
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok<IReadOnlyList<ThemeView>>([.. themes]);
    }

    // In the order of the county's index: a common theme fills its page at once, a rare one costs one walk over the county.
    internal const string Matters = """
        select m.code, m.name, m.department_code, m.department_name, m.handling_type
        from matter m
        where m.region = @Region
            and m.status = 'published'
            and m.code > @After
            and ((@Personal and m.user_topics ?| @Topics)
                or (@Corporate and m.corp_topics ?| @Topics)
                or m.department_code = any(@Departments)
                or m.basic_code = any(@Matters))
        order by m.code
        limit @Limit
        """;

    private static async Task<Results<Ok<Page<ReadHalls.TakenMatter>>, Problem>> MattersAsync(
        string code, int? limit, string? after, NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        var key = "";
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(ct);
        var theme = await db.QuerySingleOrDefaultAsync<ThemeView>($"select {Columns} from theme t where t.region = @Region and t.code = @code", new { settings.Region, code });
        if (theme is null)
            return Problem.NotFound();
        var take = Paging.Limit(limit);
        var rows = await db.QueryAsync<ReadHalls.TakenMatter>(new CommandDefinition(Matters, new
        {
            settings.Region, After = key, Personal = theme.Audience != "corporate", Corporate = theme.Audience != "personal",
            theme.Topics, theme.Departments, theme.Matters, Limit = take + 1,
        }, cancellationToken: ct));
        return TypedResults.Ok(Paging.Of(rows.AsList(), take, row => Cursor.Encode(row.Code), http));
    }
}
