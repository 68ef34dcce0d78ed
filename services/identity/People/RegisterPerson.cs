using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Identity;

/// <summary>The counter registers whoever has no account yet, from the card he shows.</summary>
internal static class RegisterPerson
{
    private const int SeenAtTheCounter = 3;

    public static void MapRegisterPerson(this RouteGroupBuilder api) => api.MapPost("/people", RegisterAsync).WithName("RegisterPerson").AllowRoles(Role.Clerk).WithIdempotency();

    /// <summary>Registers a person or organisation.</summary>
    internal static async Task<Results<Created<PersonView>, Problem>> RegisterAsync(
        PersonRegistration person, Caller me, Tx tx, PersonalData personal, TimeProvider time, CancellationToken ct)
    {
        var (number, no) = IdNumber.Read(person.IdTypeCode, person.IdNumber);
        if (number is null)
            return no!;
        var account = new Account(
            Guid.CreateVersion7(), person.IdTypeCode == IdType.Citizen ? Kind.Citizen : Kind.Organisation, personal.Seal(person.Name.Trim()),
            person.IdTypeCode, personal.Seal(number), person.Phone is { } phone ? personal.Seal(phone) : null, null, SeenAtTheCounter, []);
        if (await InsertAsync(tx, account, me.Region, personal.SearchKey(number), me.Id, time.GetUtcNow().UtcDateTime) == 0)
            return Problems.AlreadyRegistered();
        tx.Audit("person.registered", "account", account.Id.ToString());
        await tx.CommitAsync(ct);
        return TypedResults.Created((string?)null, PersonView.Of(account, personal));
    }

    /// <summary>Rows added: none where the number has an account.</summary>
    internal static Task<int> InsertAsync(Tx tx, Account account, string region, string key, Guid? by, DateTime now) => tx.ExecuteAsync("""
        insert into account (id, region, kind, name_sealed, id_type, id_number_sealed, id_key, phone_sealed, department, assurance, status, registered_by, created_at)
        values (@Id, @region, @Kind, @NameSealed, @IdType, @IdNumberSealed, @key, @PhoneSealed, @Department, @Assurance, 'active', @by, @now)
        on conflict do nothing
        """, new
    {
        account.Id, region, account.Kind, account.NameSealed, account.IdType, account.IdNumberSealed, key, account.PhoneSealed, account.Department, account.Assurance, by, now,
    });
}

/// <summary>Whom the counter registers.</summary>
/// <param name="IdTypeCode">111 公民身份号码 or 001 统一社会信用代码.</param>
/// <param name="Phone">Digits, with a plus and dashes where needed.</param>
public sealed record PersonRegistration(
    [property: Required, StringLength(200, MinimumLength = 1)] string Name,
    [property: Required] string IdTypeCode,
    [property: Required, StringLength(40)] string IdNumber,
    [property: RegularExpression(@"\+?[0-9][0-9-]{4,19}")] string? Phone = null);
