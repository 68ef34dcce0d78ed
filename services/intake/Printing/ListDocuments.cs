using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A document that was issued in a case.</summary>
/// <param name="Kind">receipt, supplement-notice, acceptance, deferred-acceptance, deferral-commitment, commitment, refusal, lapse, withdrawal, end, hand-over or delivery.</param>
/// <param name="Title">As printed.</param>
/// <param name="Number">文书编号.</param>
internal sealed record DocumentLine(Guid Id, string Kind, string Title, string Number, DateTime IssuedAt);

/// <summary>文书: the written documents of a case, oldest first.</summary>
internal static class ListDocuments
{
    public const string Sql = $"""
        select d.id, d.kind, d.number, d.issued_at
        from (select id as found from case_file where id = @id and {Readers.MayRead}) c
        left join issued_document d on d.case_id = c.found
        order by d.id
        """;

    /// <summary>Every document that was issued in the case.</summary>
    public static async Task<Results<Ok<IReadOnlyList<DocumentLine>>, Problem>> Handle(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<Row>(Sql, Readers.Of(id, me))).AsList();
        return rows.Count == 0 ? Problem.NotFound()
            : TypedResults.Ok<IReadOnlyList<DocumentLine>>([.. rows.Where(row => row.Id is not null).Select(row => new DocumentLine(row.Id!.Value, row.Kind!, DocumentKind.TitleOf(row.Kind!), row.Number!, row.IssuedAt!.Value))]);
    }

    private sealed record Row(Guid? Id, string? Kind, string? Number, DateTime? IssuedAt);
}
