namespace GovPlatform.ServiceDefaults;

/// <summary>What kind of caller a token speaks for.</summary>
public static class Kind
{
    public const string Citizen = "citizen";
    public const string Organisation = "organisation";
    public const string Staff = "staff";
    public const string Partner = "partner";
    public const string Terminal = "terminal";
    public const string Service = "service";

    public static IReadOnlyList<string> All { get; } = [Citizen, Organisation, Staff, Partner, Terminal, Service];
}

/// <summary>What a member of staff may do; a client of the platform's operators can hold roles too.</summary>
public static class Role
{
    /// <summary>综合窗口: receives applications and hands results out.</summary>
    public const string Clerk = "clerk";

    /// <summary>审批人员: decides for a department.</summary>
    public const string Approver = "approver";

    /// <summary>事项管理: keeps the catalogue of a department.</summary>
    public const string CatalogueEditor = "catalogue-editor";

    /// <summary>监察: watches the clocks.</summary>
    public const string Supervisor = "supervisor";

    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Clerk, Approver, CatalogueEditor, Supervisor, Admin];
}
