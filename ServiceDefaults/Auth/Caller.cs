namespace GovPlatform.ServiceDefaults;

/// <summary>Who calls: injected into handlers; in consumers and timed loops it is the service itself.</summary>
/// <param name="Id">The account, or for clients and services the id made from their name.</param>
/// <param name="Kind">One of <see cref="ServiceDefaults.Kind"/>.</param>
/// <param name="Name">Staff and organisations by name, citizens masked, clients and services by their client id.</param>
/// <param name="Assurance">Assurance level of the sign-in, 1 to 3; 0 where nobody signed in.</param>
/// <param name="Department">Unified social credit code of the department of staff.</param>
/// <param name="Roles">Any of <see cref="Role"/>.</param>
/// <param name="Region">Six digits; tokens of other regions are refused before a Caller exists.</param>
public sealed record Caller(Guid Id, string Kind, string Name, int Assurance, string? Department, IReadOnlyList<string> Roles, string Region)
{
    public bool IsStaff => Kind == ServiceDefaults.Kind.Staff;

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>No token was sent.</summary>
    public static Caller Anonymous(string region) => new(Guid.Empty, "anonymous", "", 0, null, [], region);

    /// <summary>A service acting for itself.</summary>
    public static Caller OfService(string name, string region) => new(StableId.Of($"client:{name}"), ServiceDefaults.Kind.Service, name, 0, null, [], region);
}
