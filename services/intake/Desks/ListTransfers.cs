using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Hand-overs of papers: what waits for the caller's signature, and what the caller has sent; and where the papers of a case are.</summary>
internal static class ListTransfers
{
    /// <summary>What is on its way to my department or desk, oldest first.</summary>
    public static async Task<Results<Ok<Page<TransferView>>, Problem>> WaitingAsync(
        NpgsqlDataSource source, Caller me, ClerkDesks desks, HttpContext http, CancellationToken ct, string? after = null, int? limit = null)
    {
        var desk = me.Has(Role.Clerk) ? await desks.OfAsync(me, ct) : null;
        var sql = Waiting(me.Has(Role.Approver) ? "to_department = @department" : desk is null ? "to_desk ->> 'kind' = 'county-hall'" : "to_desk ->> 'id' = @desk");
        return await ListById.PageAsync<TransferView>(source, sql, new { department = me.Department, desk = desk?.Id.ToString() }, ListById.Oldest, row => row.Id, http, after, limit);
    }

    /// <summary>What I have sent, newest first, answered or not.</summary>
    public static Task<Results<Ok<Page<TransferView>>, Problem>> SentAsync(
        NpgsqlDataSource source, Caller me, HttpContext http, string? after = null, int? limit = null) =>
        ListById.PageAsync<TransferView>(source, Sent, new { me = me.Id }, ListById.Newest, row => row.Id, http, after, limit);

    /// <param name="mine">One addressee, so that each list keeps its index.</param>
    public static string Waiting(string mine) => $"""
        select {TransferView.Columns}
        from paper_transfer
        where state = 'sent'
          and {mine}
          and id > @last
        order by id
        limit @limit
        """;

    public const string Sent = $"""
        select {TransferView.Columns}
        from paper_transfer
        where sent_by = @me
          and id < @last
        order by id desc
        limit @limit
        """;

    /// <summary>Where each paper of a case is, by its last hand-over; papers that were never handed over are where they were received.</summary>
    public static async Task<Results<Ok<IReadOnlyList<PaperPlace>>, Problem>> OfCaseAsync(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (!await db.ExecuteScalarAsync<bool>($"select exists (select from case_file where id = @id and {Readers.MayRead})", Readers.Of(id, me)))
            return Problem.NotFound();
        var papers = await db.QueryAsync<PaperPlace>("""
            select distinct on (i.material_code) i.material_code, i.originals, i.copies, i.difference, t.id as transfer_id, t.state, t.to_department, t.to_desk, t.sent_at, t.signed_at
            from paper_item i
            join paper_transfer t on t.id = i.transfer_id
            where i.case_id = @id
            order by i.material_code, i.transfer_id desc
            """, new { id });
        return TypedResults.Ok<IReadOnlyList<PaperPlace>>(papers.AsList());
    }

    /// <summary>The papers of one material, or the result.</summary>
    internal sealed record PaperPlace
    {
        /// <summary>Null for the result.</summary>
        public string? MaterialCode { get; init; }
        public int Originals { get; init; }
        public int Copies { get; init; }
        public string? Difference { get; init; }
        public Guid TransferId { get; init; }
        /// <summary>sent: on their way; received: they are there; refused: they go back to where they came from.</summary>
        public string State { get; init; } = "";
        public string? ToDepartment { get; init; }
        public HallRef? ToDesk { get; init; }
        public DateTime SentAt { get; init; }
        public DateTime? SignedAt { get; init; }
    }
}
