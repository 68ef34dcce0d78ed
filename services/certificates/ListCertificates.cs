using Dapper;
using Npgsql;

namespace GovPlatform.Certificates;

/// <summary>A person's own licences.</summary>
internal static class ListCertificates
{
    public static void MapListCertificates(this RouteGroupBuilder api) =>
        api.MapGet("/certificates", ListAsync).WithName("ListCertificates").AllowKinds(Kind.Citizen, Kind.Organisation);

    /// <summary>My licences, newest first.</summary>
    private static async Task<Results<Ok<Page<CertificateSummary>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, TimeProvider time, HttpContext http, int? limit = null, string? after = null)
    {
        var cursor = (At: DateTime.MaxValue, Id: Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out cursor)) return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<Certificate>(Sql(after is not null), new { me.Id, cursor.At, Last = cursor.Id, take = take + 1 });
        var page = Paging.Of([.. rows], take, row => Cursor.Encode(row.IssuedAt, row.Id), http);
        return TypedResults.Ok(new Page<CertificateSummary>([.. page.Items.Select(row => CertificateSummary.Of(row, time.Today()))], page.Next));
    }

    internal static string Sql(bool behind) => $"""
        select {Certificate.Columns}
        from certificate
        where account_id = @Id
        {(behind ? "and (issued_at, id) < (@At, @Last)" : "")}
        order by issued_at desc, id desc
        limit @take
        """;
}

/// <summary>A licence in a list.</summary>
/// <param name="LicenceId">证照标识 (GB/T 36904).</param>
/// <param name="ValidUntil">Last day of validity; null for no end.</param>
/// <param name="Status">valid, expired, superseded or revoked.</param>
internal sealed record CertificateSummary(
    Guid Id, string LicenceId, string LicenceName, string LicenceNumber, string IssuerName, DateOnly IssuedOn, DateOnly? ValidUntil, string Status, string CaseNumber)
{
    public static CertificateSummary Of(Certificate row, DateOnly today) =>
        new(row.Id, row.LicenceId.Value, row.LicenceName, row.LicenceNumber, row.IssuerName, row.IssuedOn, row.ValidUntil, row.StatusOn(today), row.CaseNumber);
}
