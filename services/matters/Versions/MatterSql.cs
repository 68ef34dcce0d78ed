using System.Text.Json;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>How a version of a matter is stored, locked and read; shared by everything that changes one.</summary>
internal static class MatterSql
{
    // Materials lie in their own table; a reader gets them back in their place in the content.
    internal const string Columns = """
        select m.id, m.code, m.version, m.status, m.revision, m.updated_at, m.published_at,
            m.author, m.author_kind, m.publisher, m.publisher_kind, m.effective_on, m.retire_on,
            (m.content || jsonb_build_object('materials', coalesce((select jsonb_agg(a.detail order by a.serial) from material a where a.matter_id = m.id), '[]')))::text as content
        from matter m
        """;

    /// <summary>The version, locked for a change by somebody who may make it; null where it is not there or is another department's.</summary>
    public static Task<Matter?> LockAsync(Tx tx, string code, int version, Caller me) =>
        LockedAsync(tx, "version = @version and (@all or department_code = @Department)", new { code, version, all = me.Has(Role.Admin), me.Department });

    /// <summary>The version, locked for the service itself.</summary>
    public static Task<Matter?> LockAsync(Tx tx, string code, int version) => LockedAsync(tx, "version = @version", new { code, version });

    /// <summary>The version that people apply under, locked; null where there is none.</summary>
    public static Task<Matter?> LockCurrentAsync(Tx tx, string code) => LockedAsync(tx, "status in ('published', 'suspended')", new { code });

    // Read after the lock, by a statement of its own: one that waited for the lock would see the materials of before it.
    private static async Task<Matter?> LockedAsync(Tx tx, string which, object args) =>
        await tx.FindAsync<Guid?>($"select id from matter where code = @code and {which} for update", args) is { } id
            && await tx.FindAsync<Row>($"{Columns} where m.id = @id", new { id }) is { } row ? row.ToMatter() : null;

    /// <summary>The version that waits for a day, that one or a later one; null where there is none.</summary>
    public static Task<(int Version, DateOnly EffectiveOn)?> WaitingAsync(Tx tx, string code, DateOnly from) =>
        tx.FindAsync<(int, DateOnly)?>(
            """
            select version, effective_on
            from matter
            where code = @code
                and status = 'scheduled'
                and effective_on >= @from
            """, new { code, from });

    /// <summary>The published or suspended version.</summary>
    public static async Task<Matter?> CurrentAsync(NpgsqlConnection db, string code) =>
        await db.QuerySingleOrDefaultAsync<Row>($"{Columns} where m.code = @code and m.status in ('published', 'suspended')", new { code }) is { } row ? row.ToMatter() : null;

    /// <summary>Of each matter the version that people apply under, else the last that there was; nothing of matters that were never published.</summary>
    public static async Task<IReadOnlyList<Matter>> LatestAsync(NpgsqlConnection db, string[] codes) =>
    [
        .. (await db.QueryAsync<Row>(
            $"""
            {Columns}
            where m.id in (
                select distinct on (code) id
                from matter
                where code = any(@codes)
                    and status in ('published', 'suspended', 'retired')
                order by code, (status <> 'retired') desc, version desc)
            """, new { codes })).Select(row => row.ToMatter()),
    ];

    /// <summary>Any version; drafts and what waits for its day only for editors of the department.</summary>
    public static async Task<Matter?> VersionAsync(NpgsqlConnection db, string code, int version, Caller me) =>
        await db.QuerySingleOrDefaultAsync<Row>(
            $"""
            {Columns}
            where m.code = @code
                and m.version = @version
                and (m.status not in ('draft', 'scheduled') or @all or (@edits and m.department_code = @Department))
            """, new { code, version, all = me.Has(Role.Admin), edits = me.Has(Role.CatalogueEditor), me.Department }) is { } row ? row.ToMatter() : null;

    /// <summary>Stores new versions, all in two statements however many they are. The codes of those stored: a matter that has a draft already is none, and then no material is stored either.</summary>
    public static async Task<IReadOnlySet<string>> InsertAsync(Tx tx, IReadOnlyList<Matter> matters)
    {
        var stored = (await tx.QueryAsync<string>(
            """
            insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name,
                handling_type, audience, content, created_at, updated_at, published_at,
                author, author_kind, publisher, publisher_kind, effective_on, retire_on)
            select id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name,
                handling_type, audience, content, updated_at, updated_at, published_at,
                author, author_kind, publisher, publisher_kind, effective_on, retire_on
            from jsonb_to_recordset(@rows::jsonb) as r (id uuid, code text, version integer, status text, revision integer, basic_code text,
                matter_type text, name text, department_code text, department_name text, handling_type text, audience text[], content jsonb,
                updated_at timestamptz, published_at timestamptz,
                author text, author_kind text, publisher text, publisher_kind text, effective_on date, retire_on date)
            on conflict do nothing
            returning code
            """, new { rows = Rows(matters) })).ToHashSet();
        if (stored.Count < matters.Count)
            return stored;
        await InsertMaterialsAsync(tx, matters);
        await SearchRows.KeepAsync(tx, matters);
        return stored;
    }

    /// <summary>Stores a draft as rewritten.</summary>
    public static async Task RewriteAsync(Tx tx, Matter matter)
    {
        await tx.ExecuteAsync(
            """
            update matter
            set (status, revision, name, department_name, handling_type, audience, content, updated_at, author, author_kind) =
                (select status, revision, name, department_name, handling_type, audience, content, updated_at, author, author_kind
                from jsonb_to_recordset(@rows::jsonb) as r (status text, revision integer, name text, department_name text, handling_type text,
                    audience text[], content jsonb, updated_at timestamptz,
                    author text, author_kind text))
            where id = @Id
            """, new { rows = Rows([matter]), matter.Id });
        await tx.ExecuteAsync("delete from material where matter_id = @Id", new { matter.Id });
        await InsertMaterialsAsync(tx, [matter]);
    }

    /// <summary>Stores a new status, and what people find.</summary>
    public static async Task SaveStatusAsync(Tx tx, Matter matter)
    {
        await tx.ExecuteAsync(
            """
            update matter
            set status = @Status, revision = @Revision, updated_at = @UpdatedAt, published_at = @PublishedAt, publisher = @publisher, publisher_kind = @publisherKind,
                effective_on = @EffectiveOn, retire_on = @RetireOn
            where id = @Id
            """,
            new
            {
                matter.Status, matter.Revision, matter.UpdatedAt, matter.PublishedAt, publisher = matter.Publisher?.Id, publisherKind = matter.Publisher?.Kind,
                matter.EffectiveOn, matter.RetireOn, matter.Id,
            });
        await SearchRows.KeepAsync(tx, [matter]);
    }

    /// <summary>Open versions changed since then whose search row is missing, says otherwise or is of an older making, locked; another replica's are left to it.</summary>
    public static async Task<IReadOnlyList<Matter>> LockUnsearchedAsync(Tx tx, DateTime since, int limit) =>
    [
        .. (await tx.QueryAsync<Row>(
            $"""
            {Columns}
            where m.status in ('published', 'suspended')
                and m.updated_at > @since
                and not exists (
                    select from matter_search s
                    where s.region = m.region
                        and s.code = m.code
                        and s.version = m.version
                        and s.status = m.status
                        and s.making >= @Making)
            limit @limit
            for update of m skip locked
            """, new { MatterTerms.Making, since, limit })).Select(row => row.ToMatter()),
    ];

    private static Task<int> InsertMaterialsAsync(Tx tx, IReadOnlyList<Matter> matters) =>
        tx.ExecuteAsync(
            """
            insert into material (matter_id, serial, code, name, requirement, detail)
            select matter_id, serial, code, name, requirement, detail
            from jsonb_to_recordset(@rows::jsonb) as r (matter_id uuid, serial integer, code text, name text, requirement text, detail jsonb)
            """,
            new
            {
                rows = JsonSerializer.Serialize(
                    from matter in matters
                    from material in matter.Content.Materials
                    let detail = material with { Code = MaterialCode(matter, material) }
                    select new { matter_id = matter.Id, detail.Serial, detail.Code, detail.Name, detail.Requirement, detail }, GovJson.Events),
            });

    /// <summary>材料编码: the matter's one handling item, and the serial.</summary>
    public static string MaterialCode(Matter matter, MaterialItem material) => $"{matter.Code}01{material.Serial:D3}";

    private static string Rows(IReadOnlyList<Matter> matters) => JsonSerializer.Serialize(matters.Select(ToRow), GovJson.Events);

    private static object ToRow(Matter matter)
    {
        var content = matter.Content;
        return new
        {
            matter.Id, matter.Code, matter.Version, matter.Status, matter.Revision, basic_code = content.BasicCode, matter_type = content.MatterType,
            content.Name, department_code = content.DepartmentCode, department_name = content.DepartmentName, handling_type = content.HandlingType,
            content.Audience, content = content with { Materials = [] }, updated_at = matter.UpdatedAt, published_at = matter.PublishedAt,
            author = matter.Author?.Id, author_kind = matter.Author?.Kind, publisher = matter.Publisher?.Id, publisher_kind = matter.Publisher?.Kind,
            effective_on = matter.EffectiveOn, retire_on = matter.RetireOn,
        };
    }

    internal sealed record Row(
        Guid Id, string Code, int Version, string Status, int Revision, DateTime UpdatedAt, DateTime? PublishedAt,
        string? Author, string? AuthorKind, string? Publisher, string? PublisherKind, DateOnly? EffectiveOn, DateOnly? RetireOn, string Content)
    {
        public Matter ToMatter() =>
            new(Id, Code, Version, Status, Revision, JsonSerializer.Deserialize<MatterContent>(Content, GovJson.Events)!, UpdatedAt, PublishedAt)
            {
                Author = Who(Author, AuthorKind), Publisher = Who(Publisher, PublisherKind), EffectiveOn = EffectiveOn, RetireOn = RetireOn,
            };

        private static Actor? Who(string? id, string? kind) => id is not null && kind is not null ? new(id, kind) : null;
    }
}
