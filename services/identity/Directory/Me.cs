using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>What the platform knows of whoever asks.</summary>
internal static class Me
{
    public static void MapMe(this RouteGroupBuilder api) =>
        api.MapGet("/me", ReadAsync).WithName("ReadMe").AllowKinds([.. Kind.All]);

    /// <summary>The caller's own account: numbers stay masked, the name is whole.</summary>
    internal static async Task<Ok<MyAccount>> ReadAsync(Caller me, NpgsqlDataSource source, PersonalData personal, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.QuerySingleOrDefaultAsync<Account>(Account.ById, new { id = me.Id }) is not { } account)
            return TypedResults.Ok(new MyAccount(me.Id, me.Kind, me.Name, null, null, null, me.Department, null, me.Roles, me.Assurance, me.Region));
        var departmentName = account.Department is { } code
            ? await db.ExecuteScalarAsync<string>("select name from department where code = @code", new { code }) : null;
        return TypedResults.Ok(new MyAccount(
            account.Id, account.Kind, personal.Open(account.NameSealed), account.IdType == IdType.Staff ? null : account.IdType,
            account.IdType == IdType.Staff ? null : IdType.Masked(account.IdType, personal.Open(account.IdNumberSealed)),
            account.PhoneSealed is { } phone ? Mask.Phone(personal.Open(phone)) : null,
            account.Department, departmentName, account.Roles, me.Assurance, me.Region));
    }
}

/// <summary>One's own account.</summary>
/// <param name="Department">Unified social credit code, staff only.</param>
/// <param name="Assurance">Assurance level of this sign-in, 1 to 3.</param>
internal sealed record MyAccount(
    Guid Id, string Kind, string Name, string? IdTypeCode, string? IdNumber, string? Phone, string? Department, string? DepartmentName, IReadOnlyList<string> Roles, int Assurance, string Region);
