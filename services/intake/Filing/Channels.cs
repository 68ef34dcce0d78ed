namespace GovPlatform.Intake;

/// <summary>Ways in which an application comes (申报渠道); the case, its rules and its clocks are the same for all (线上线下无差别).</summary>
internal static class Channels
{
    public const string Web = "web";
    public const string Mobile = "mobile";
    public const string Terminal = "terminal";
    public const string Counter = "counter";
    public const string Phone = "phone";
    public const string Agent = "agent";
    public const string CrossRegion = "cross-region";

    /// <summary>Applicants file for themselves.</summary>
    public static IReadOnlyList<string> OfApplicants { get; } = [Web, Mobile, Terminal];

    /// <summary>A member of staff files for somebody: at the desk, on the phone (电话帮办), at a village's agent point (代办点), for a partner county.</summary>
    public static IReadOnlyList<string> OfStaff { get; } = [Counter, Phone, Agent, CrossRegion];

    /// <summary>As <see cref="OfStaff"/>, in SQL.</summary>
    public const string FiledByStaff = "channel in ('counter', 'phone', 'agent', 'cross-region')";
}
