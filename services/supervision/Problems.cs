namespace GovPlatform.Supervision;

/// <summary>Every way supervision says no.</summary>
internal static class Problems
{
    public static Problem UnknownStatus() => new(400, "unknown-status", "status 只能是 open 或 closed", "status is open or closed");
}
