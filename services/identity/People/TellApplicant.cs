using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>Tells the platform's own services who an account is, in the form events carry it: numbers stay sealed on the way.</summary>
internal static class TellApplicant
{
    public static void MapTellApplicant(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/applicants/{id:guid}", FindAsync).AllowServices().ExcludeFromDescription();

    private static async Task<Results<Ok<ApplicantRef>, Problem>> FindAsync(Guid id, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.QuerySingleOrDefaultAsync<Account>(Account.ById, new { id }) is { Kind: Kind.Citizen or Kind.Organisation } account
            ? TypedResults.Ok(new ApplicantRef(account.Id, account.Kind, account.NameSealed, account.IdType, account.IdNumberSealed, account.PhoneSealed))
            : Problem.NotFound();
    }
}
