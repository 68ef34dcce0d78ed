namespace GovPlatform.Tests.Services;

/// <summary>The events of one case, as its services would tell them: accepted on Monday 2026-03-02, promised for 03-09.</summary>
internal sealed class Told
{
    private static int serial;
    private readonly string number = $"{DateTime.UtcNow:HHmmssfff}{Interlocked.Increment(ref serial):0000}";

    public Guid CaseId { get; } = Guid.CreateVersion7();
    public string CaseNumber => $"11410497000000019W400010000100020260302{number}";
    public DateTime At { get; init; } = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    public string Sealed { get; init; } = "v1.k1.sealed";
    public string Department { get; init; } = People.Department;
    public Guid Account { get; init; } = People.Citizen.Id;

    public MatterRef Matter => new("11410497000000019W4000100001000", 1, "食品经营许可", "2", Department, "平澜县市场监督管理局", 20, 5, null, null, null, false);
    public ApplicantRef Applicant => new(Account, Kind.Citizen, Sealed, "111", Sealed, Sealed);

    public CaseSubmitted Submitted => new(CaseId, CaseNumber, At, Matter, Applicant, "pc");
    public CaseReceived Received => new(CaseId, CaseNumber, At.AddMinutes(5), Matter, Applicant, "SJ-1");
    public SupplementRequested Supplement => new(CaseId, CaseNumber, At.AddMinutes(6), Account, Matter.Name, ["营业执照"], new(2026, 3, 20));
    public SupplementSupplied Supplied => new(CaseId, CaseNumber, At.AddDays(1), Account);
    public CaseAccepted Accepted => new(CaseId, CaseNumber, At.AddMinutes(10), Matter, Applicant, new(2026, 3, 2), new(2026, 3, 9), new(2026, 3, 30), false, [], "counter");
    public CaseRefused Refused => new(CaseId, CaseNumber, At.AddMinutes(10), Account, Matter.Name, "不属于本机关职权范围");
    public CaseWithdrawn Withdrawn => new(CaseId, CaseNumber, At.AddMinutes(10), Account, Matter.Name);
    public ApprovalStarted Started => new(CaseId, CaseNumber, At.AddMinutes(11), Department, 1);
    public DecisionMade Decided => new(CaseId, CaseNumber, At.AddDays(3), "granted", "符合条件", People.Approver.Id, Matter, Applicant, 3);
    public ResultHandedOver HandedOver => new(CaseId, CaseNumber, At.AddDays(4), "granted", "符合条件", People.Approver.Id, 4);
    public CertificateIssued Issued => new(CaseId, CaseNumber, At.AddDays(3), Guid.CreateVersion7(), "1.2.156.3005.2.x", "JY-1", "食品经营许可证", Account, "code");
    public CaseDelivered Delivered => new(CaseId, CaseNumber, At.AddDays(8), Account, Matter.Name, "counter");
    public CaseClosed Closed => new(CaseId, CaseNumber, At.AddDays(8).AddMinutes(1), "granted", Matter, Account, new(2026, 3, 2), 1);
    public RatingSubmitted Rated => new(CaseId, CaseNumber, At.AddDays(9), 5, Department, Matter.Code);
}
