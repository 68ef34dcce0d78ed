using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A promise that was not kept.</summary>
/// <param name="Kind">deferral-not-kept (容缺未补齐) or false-commitment (承诺不实).</param>
/// <param name="RepairedAt">From then on it excludes from nothing.</param>
internal sealed record BreachView(Guid Id, Guid CaseId, string CaseNumber, string Kind, DateTime At, string Detail, DateTime? RepairedAt, string? RepairNote);

/// <summary>失信记录 of a person: for that person, and for staff who say why they read it.</summary>
internal static class ListBreaches
{
    public const string Sql = """
        select b.id, b.case_id, f.number as case_number, b.kind, b.at, b.detail, b.repaired_at, b.repair_note
        from breach b
        join case_file f on f.id = b.case_id
        where b.account_id = @account
          and b.id < @last
        order by b.id desc
        limit @limit
        """;

    /// <summary>My breaches, newest first.</summary>
    public static Task<Results<Ok<Page<BreachView>>, Problem>> MineAsync(NpgsqlDataSource source, Caller me, HttpContext http, string? after = null, int? limit = null) =>
        ListAsync(source, me.Id, null, http, after, limit);

    /// <summary>The breaches of one applicant, newest first; needs the header Purpose, and the read is recorded.</summary>
    /// <param name="applicant">Account of the applicant.</param>
    public static async Task<Results<Ok<Page<BreachView>>, Problem>> OfApplicantAsync(
        Guid applicant, NpgsqlDataSource source, Caller me, HttpContext http, string? after = null, int? limit = null) =>
        Purpose.Missing(http.Request, out var purpose) is { } no ? no : await ListAsync(source, applicant, db => StaffRead.RecordAsync(db, me, applicant, "breaches", purpose), http, after, limit);

    private static async Task<Results<Ok<Page<BreachView>>, Problem>> ListAsync(
        NpgsqlDataSource source, Guid account, Func<NpgsqlConnection, Task>? record, HttpContext http, string? after, int? limit)
    {
        var last = Guid.AllBitsSet;
        if (after is not null && !Cursor.TryDecode(after, out last))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        if (record is not null)
            await record(db);
        var rows = await db.QueryAsync<BreachView>(Sql, new { account, last, limit = Paging.Limit(limit) + 1 });
        return TypedResults.Ok(Paging.Of(rows.AsList(), Paging.Limit(limit), row => Cursor.Encode(row.Id), http));
    }
}
