namespace GovPlatform.Identity;

/// <summary>One of the people that Development's sign-in page offers.</summary>
internal sealed record SignInChoice(Guid Id, string Kind, string NameSealed, string? Department, string? Roles)
{
    public const string Seeded = """
        select a.id, a.kind, a.name_sealed, d.name as department, string_agg(r.role, ' ' order by r.role) as roles
        from account a
        left join department d on d.code = a.department
        left join staff_role r on r.account_id = a.id
        where a.status = 'active' and a.registered_by is null
        group by a.id, d.name, d.number
        order by a.kind, d.number desc nulls last, a.id
        limit 300
        """;

    public (SignInChoice Choice, string Name) Opened(PersonalData personal) => (this, personal.Open(NameSealed));
}
