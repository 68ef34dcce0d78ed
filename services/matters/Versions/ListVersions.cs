using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>The history of a matter: who made each version, when and why, newest first; what is not in force yet is for editors of the department.</summary>
internal static class ListVersions
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/matters/{code}/versions", ListAsync).WithName("ListMatterVersions").AllowAnonymous()
            .WithSummary("The versions of a matter, newest first; drafts and who made a version for editors of the department");

    /// <summary>A version in the history of its matter.</summary>
    /// <param name="Reason">变更理由.</param>
    /// <param name="Author">Account that wrote it, for editors of the department; names are in the directory.</param>
    /// <param name="Publisher">Account that published it, for the same.</param>
    internal sealed record Entry(
        int Version, string Status, int Revision, string Name, string? Reason, string? Author, string? AuthorKind, string? Publisher, string? PublisherKind,
        DateTime CreatedAt, DateTime UpdatedAt, DateTime? PublishedAt, DateOnly? EffectiveOn, DateOnly? RetireOn);

    private static async Task<Results<Ok<Page<Entry>>, Problem>> ListAsync(
        string code, int? limit, string? after, NpgsqlDataSource source, Caller me, HttpContext http, CancellationToken ct)
    {
        var before = int.MaxValue;
        if (after is not null && !Cursor.TryDecode(after, out before))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<Entry>(new CommandDefinition(
            """
            select version, status, revision, name, content ->> 'reason' as reason,
                case when edits then author end as author, case when edits then author_kind end as author_kind,
                case when edits then publisher end as publisher, case when edits then publisher_kind end as publisher_kind,
                created_at, updated_at, published_at, effective_on, retire_on
            from matter
            cross join lateral (select @all or (@edits and department_code = @Department) as edits) reader
            where code = @code
                and version < @before
                and (status not in ('draft', 'scheduled') or edits)
            order by version desc
            limit @limit
            """, new { code, before, all = me.Has(Role.Admin), edits = me.Has(Role.CatalogueEditor), me.Department, limit = take + 1 }, cancellationToken: ct))).AsList();
        return rows.Count == 0 && after is null ? Problem.NotFound() : TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Version), http));
    }
}
