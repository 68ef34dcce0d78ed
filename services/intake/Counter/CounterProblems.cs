namespace GovPlatform.Intake;

/// <summary>How working at the counter side by side says no.</summary>
internal static class CounterProblems
{
    public static Problem ClaimedByAnother(string status, int version, DateTime? until) =>
        new(409, "claimed-by-another", "该办件正由其他窗口人员办理", "Another clerk is working on this case")
        { Extensions = { ["state"] = status, ["version"] = version, ["until"] = until } };

    public static Problem OneOf() =>
        Problem.Invalid("", "one-criterion", "请给出 number、receipt、idNumber 之一，且只给一项", "Give one of number, receipt and idNumber, and only one");
}
