namespace GovPlatform.Tests.Unit.Approval;

/// <summary>Accepted cases as intake tells them. Sealing is the identity here unless a service's own is given.</summary>
internal static class AcceptedCases
{
    public const string Name = "张小明";
    public const string Phone = "13800001234";
    public static readonly Guid Applicant = StableId.Of("test:citizen");
    public static readonly string IdNumber = CitizenId.Synthetic("410497", 1).Value;

    private static int serial;

    public static CaseAccepted Promised(Func<string, string>? seal = null, string department = "11410497000000019W", DateOnly? promisedDue = null) =>
        Of(new($"{department}4000104002000", 1, "食品经营许可", "2", department, "市场监督管理局", 20, 10, null, null, null, false), seal ?? (x => x), promisedDue ?? new(2026, 3, 16));

    public static CaseAccepted Immediate(Func<string, string>? seal = null) =>
        Of(new("11410497000000019W4000104003000", 1, "个体工商户登记", "1", "11410497000000019W", "市场监督管理局", 3, 0, null, null, null, true), seal ?? (x => x), new(2026, 3, 2));

    private static CaseAccepted Of(MatterRef matter, Func<string, string> seal, DateOnly promisedDue) => new(
        Guid.CreateVersion7(), $"{matter.Code}20260302{Interlocked.Increment(ref serial):D4}", new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc), matter,
        new(Applicant, "citizen", seal(Name), "111", seal(IdNumber), seal(Phone)),
        new(2026, 3, 2), promisedDue, new(2026, 3, 30), false,
        [new("m1", "身份证", true, new string('a', 64)), new("m2", "申请书", true, new string('b', 64))], "counter");
}
