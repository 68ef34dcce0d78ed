using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Identity;

/// <summary>The counter finds the account of whoever stands there by the number on his card; each look is recorded with its purpose.</summary>
internal static class LookUpPerson
{
    public static void MapLookUpPerson(this RouteGroupBuilder api) => api.MapPost("/people/lookup", FindAsync).WithName("LookUpPerson").AllowRoles(Role.Clerk);

    /// <summary>Finds a person or organisation by id number. A POST, so that the number stays out of addresses and logs. Needs the header Purpose.</summary>
    internal static async Task<Results<Ok<PersonView>, Problem>> FindAsync(PersonLookup lookup, Caller me, Tx tx, PersonalData personal, HttpRequest request, CancellationToken ct)
    {
        if (Purpose.Missing(request, out var purpose) is { } missing)
            return missing;
        var (number, no) = IdNumber.Read(lookup.IdTypeCode, lookup.IdNumber);
        if (number is null)
            return no!;
        if (await tx.FindAsync<Account>(Account.ByNumber, new { idType = lookup.IdTypeCode, key = personal.SearchKey(number) }) is not { } account)
            return Problem.NotFound();
        await StaffRead.RecordAsync(tx, me, account.Id, $"account/{account.Id}", purpose);
        await tx.CommitAsync(ct);
        return TypedResults.Ok(PersonView.Of(account, personal));
    }
}

/// <summary>Whom the counter looks for.</summary>
/// <param name="IdTypeCode">111 公民身份号码 or 001 统一社会信用代码.</param>
public sealed record PersonLookup([property: Required] string IdTypeCode, [property: Required, StringLength(40)] string IdNumber);
