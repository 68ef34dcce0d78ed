using Dapper;

namespace GovPlatform.Identity;

/// <summary>A person or organisation as tokens and answers need it; names and numbers are sealed.</summary>
[method: ExplicitConstructor] // Dapper takes arrays in a constructor only so
internal sealed record Account(Guid Id, string Kind, string NameSealed, string IdType, string IdNumberSealed, string? PhoneSealed, string? Department, int Assurance, string[] Roles)
{
    public const string Columns = """
        select a.id, a.kind, a.name_sealed, a.id_type, a.id_number_sealed, a.phone_sealed, a.department, a.assurance,
               coalesce((select array_agg(r.role order by r.role) from staff_role r where r.account_id = a.id), '{}') as roles
        from account a
        """;

    public const string ById = Columns + " where a.id = @id and a.status = 'active'";

    public const string ByNumber = Columns + " where a.id_type = @idType and a.id_key = @key and a.status = 'active'";

    /// <summary>Citizens go by their masked name in tokens: a token travels farther than it should know.</summary>
    public Caller ToCaller(PersonalData personal, string region)
    {
        var name = personal.Open(NameSealed);
        return new(Id, Kind, Kind == ServiceDefaults.Kind.Citizen ? Mask.Name(name) : name, Assurance, Department, Roles, region);
    }
}
