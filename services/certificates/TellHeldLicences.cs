using Dapper;
using Npgsql;

namespace GovPlatform.Certificates;

/// <summary>Tells the platform's own services which licences an account holds and may rely on today, so that nobody is asked for the paper.</summary>
internal static class TellHeldLicences
{
    // More than anybody relies on in one application.
    private const int Most = 200;

    public static void MapTellHeldLicences(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/holders/{accountId:guid}/licences", ListAsync).AllowServices().ExcludeFromDescription();

    private static async Task<Ok<HeldLicences>> ListAsync(Guid accountId, NpgsqlDataSource source, TimeProvider time, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var held = await db.QueryAsync<HeldLicence>(Sql, new { accountId, today = time.Today(), Most });
        return TypedResults.Ok(new HeldLicences(held.AsList()));
    }

    internal const string Sql = """
        select licence_id, licence_type, licence_name, licence_number, issuer_name, issued_on, valid_until
        from certificate
        where account_id = @accountId
          and status = 'valid'
          and (valid_until is null or valid_until >= @today)
        order by issued_at desc, id desc
        limit @Most
        """;
}

/// <summary>Licences of one account that are in force, newest first.</summary>
internal sealed record HeldLicences(IReadOnlyList<HeldLicence> Items);

/// <summary>A licence in force, without its holder.</summary>
internal sealed record HeldLicence(
    string LicenceId, string LicenceType, string LicenceName, string LicenceNumber, string IssuerName, DateOnly IssuedOn, DateOnly? ValidUntil);
