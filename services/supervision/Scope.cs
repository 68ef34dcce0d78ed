namespace GovPlatform.Supervision;

/// <summary>Whose cases a caller sees: supervisors and admins all, an approver those of the own department.</summary>
internal static class Scope
{
    public static bool SeesAll(this Caller me) => me.Has(Role.Supervisor) || me.Has(Role.Admin);

    /// <summary>The where clause that goes with the parameters all and mine.</summary>
    public const string Clause = "(@all or department_code = @mine)";
}
