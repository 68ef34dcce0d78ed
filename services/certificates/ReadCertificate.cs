using Dapper;
using Npgsql;

namespace GovPlatform.Certificates;

/// <summary>One licence, for its holder, and for staff who say why they read it.</summary>
internal static class ReadCertificate
{
    public static void MapReadCertificate(this RouteGroupBuilder api) =>
        api.MapGet("/certificates/{id:guid}", ReadAsync).WithName("ReadCertificate").AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);

    /// <summary>One licence: mine, or for staff with the header Purpose (an approver sees those of the own department).</summary>
    private static async Task<Results<Ok<CertificateView>, Problem>> ReadAsync(
        Guid id, NpgsqlDataSource source, Caller me, PersonalData personal, TimeProvider time, HttpContext http)
    {
        var isHolder = me.Kind is Kind.Citizen or Kind.Organisation;
        var purpose = "";
        if (!isHolder && Purpose.Missing(http.Request, out purpose) is { } no) return no;
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var found = await db.QuerySingleOrDefaultAsync<Certificate>($"""
            select {Certificate.Columns}
            from certificate
            where id = @id
              and (account_id = @Me or issuer_code = @Department or @everywhere)
            """, new { id, Me = me.Id, me.Department, everywhere = me.Has(Role.Clerk) || me.Has(Role.Supervisor) });
        if (found is null) return Problem.NotFound();
        if (!isHolder) await StaffRead.RecordAsync(db, me, found.AccountId, $"certificate/{id}", purpose);
        http.Response.SetETag(found.Version);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(CertificateView.Of(found, personal, time.Today(), isHolder));
    }
}

/// <summary>A licence with its holder; the ID number of a person is masked, the verification code is the holder's own.</summary>
/// <param name="LicenceId">证照标识 (GB/T 36904).</param>
/// <param name="LicenceType">证照类型代码, 21 characters.</param>
/// <param name="IssuerCode">颁发机构代码.</param>
/// <param name="HolderIdType">持证主体代码类型: 111 公民身份号码, 001 统一社会信用代码.</param>
/// <param name="ValidUntil">Last day of validity; null for no end.</param>
/// <param name="Status">valid, expired, superseded or revoked.</param>
/// <param name="VerificationCode">For public verification; null for staff.</param>
internal sealed record CertificateView(
    Guid Id, string LicenceId, string LicenceType, string LicenceName, string LicenceNumber, string IssuerCode, string IssuerName,
    string HolderName, string HolderIdType, string HolderIdNumber, DateOnly IssuedOn, DateOnly? ValidUntil, string Status,
    string MatterCode, string MatterName, Guid CaseId, string CaseNumber, string? VerificationCode)
{
    public static CertificateView Of(Certificate row, PersonalData personal, DateOnly today, bool forHolder) => new(
        row.Id, row.LicenceId.Value, row.LicenceType, row.LicenceName, row.LicenceNumber, row.IssuerCode, row.IssuerName,
        personal.Open(row.HolderNameSealed), row.HolderIdType, Holders.ShownNumber(row, personal), row.IssuedOn, row.ValidUntil, row.StatusOn(today),
        row.MatterCode, row.MatterName, row.CaseId, row.CaseNumber, forHolder ? row.VerificationCode : null);
}

/// <summary>What of a holder is shown to whom: organisations and their codes are public, people are not.</summary>
internal static class Holders
{
    public static string ShownNumber(Certificate row, PersonalData personal) => Mask.IdNumber(row.HolderKind, personal.Open(row.HolderIdSealed));

    public static string ShownName(Certificate row, PersonalData personal) => Mask.Name(row.HolderKind, personal.Open(row.HolderNameSealed));
}
