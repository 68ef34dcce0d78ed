namespace GovPlatform.Tests.Services;

/// <summary>Who calls in tests: fictitious people of a fictitious county.</summary>
internal static class People
{
    public const string Department = "11410497000000019W";
    public const string OtherDepartment = "11410497000000027P";

    public static Caller Citizen { get; } = Of("citizen", Kind.Citizen);

    public static Caller Stranger { get; } = Of("stranger", Kind.Citizen);

    public static Caller Organisation { get; } = Of("organisation", Kind.Organisation);

    public static Caller Clerk { get; } = Staff("clerk", Role.Clerk);

    public static Caller SecondClerk { get; } = Staff("second clerk", Role.Clerk);

    public static Caller Approver { get; } = Staff("approver", Role.Approver);

    public static Caller SecondApprover { get; } = Staff("second approver", Role.Approver);

    public static Caller ApproverElsewhere { get; } = Staff("approver elsewhere", Role.Approver) with { Department = OtherDepartment };

    public static Caller Supervisor { get; } = Staff("supervisor", Role.Supervisor);

    public static Caller Editor { get; } = Staff("editor", Role.CatalogueEditor);

    public static Caller Admin { get; } = Staff("admin", Role.Admin);

    public static Caller Partner { get; } = Of("partner", Kind.Partner);

    public static Caller Terminal { get; } = Of("terminal", Kind.Terminal);

    public static Caller Service { get; } = Caller.OfService("intake", TestIssuer.Region);

    private static Caller Of(string name, string kind) => new(StableId.Of($"test:{name}"), kind, name, 2, null, [], TestIssuer.Region);

    private static Caller Staff(string name, string role) => Of(name, Kind.Staff) with { Department = Department, Roles = [role] };
}
