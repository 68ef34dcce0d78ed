namespace GovPlatform.Matters;

/// <summary>Who did something: the account and its kind, or a service by name; never a person's name.</summary>
/// <param name="Id">The account, as the audit log has it.</param>
internal sealed record Actor(string Id, string Kind)
{
    public static Actor Of(Caller caller) => new(caller.Kind == ServiceDefaults.Kind.Service ? caller.Name : caller.Id.ToString(), caller.Kind);
}
