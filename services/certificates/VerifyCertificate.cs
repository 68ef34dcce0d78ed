using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Certificates;

/// <summary>Whoever holds the paper asks whether the licence is true; the id alone does not tell.</summary>
internal static class VerifyCertificate
{
    private const string NoCode = "------------";

    public static void MapVerifyCertificate(this RouteGroupBuilder api) =>
        api.MapGet("/verify", VerifyAsync).WithName("VerifyCertificate").AllowAnonymous();

    /// <summary>Verifies a licence by its id and the code printed on it. A wrong code and an unknown id are the same 404.</summary>
    private static async Task<Results<Ok<VerificationView>, Problem>> VerifyAsync(
        [Required, StringLength(160)] string id, [Required, StringLength(40)] string code, NpgsqlDataSource source, PersonalData personal, TimeProvider time, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var found = await db.QuerySingleOrDefaultAsync<Certificate>($"select {Certificate.Columns} from certificate where licence_id = @id", new { id = id.ToUpperInvariant() });
        return VerificationCode.Matches(code, found?.VerificationCode ?? NoCode) && found is not null
            ? TypedResults.Ok(VerificationView.Of(found, personal, time))
            : Problems.NotVerified();
    }
}

/// <summary>The licence is true, and this is what it is worth.</summary>
/// <param name="Status">valid, expired, superseded (a later version exists) or revoked.</param>
/// <param name="Holder">An organisation by its name, a person by the masked name.</param>
/// <param name="VerifiedAt">When this was asked.</param>
public sealed record VerificationView(
    string LicenceId, string LicenceName, string LicenceNumber, string IssuerName, string Holder, DateOnly IssuedOn, DateOnly? ValidUntil, string Status, DateTime VerifiedAt)
{
    internal static VerificationView Of(Certificate row, PersonalData personal, TimeProvider time) => new(
        row.LicenceId.Value, row.LicenceName, row.LicenceNumber, row.IssuerName, Holders.ShownName(row, personal),
        row.IssuedOn, row.ValidUntil, row.StatusOn(time.Today()), time.GetUtcNow().UtcDateTime);
}
