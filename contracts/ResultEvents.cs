namespace GovPlatform.Contracts;

/// <summary>The department has handed the result over to the issuing counter (《办理结果交接单》); it says what was decided, so that no reader has to wait for the decision.</summary>
/// <param name="Outcome">granted or denied.</param>
/// <param name="Version">Version of the approval; rises by one with each transition.</param>
public sealed record ResultHandedOver(Guid CaseId, string CaseNumber, DateTime At, string Outcome, string Opinion, Guid? HandedOverBy, int Version) : ICaseEvent;

/// <summary>The e-licence of a granted case is in the store.</summary>
/// <param name="LicenceId">证照标识 1.2.156.3005.2.… with its check character (GB/T 36904).</param>
public sealed record CertificateIssued(
    Guid CaseId, string CaseNumber, DateTime At, Guid CertificateId, string LicenceId, string LicenceNumber, string LicenceName, Guid AccountId, string VerificationCode) : ICaseEvent;

/// <summary>The result is at a counter again, though it was to be elsewhere: the applicant says where it goes now.</summary>
/// <param name="Reason">parcel-returned: the post has brought it back; desk-closed: the desk where it was, or was wanted, has closed.</param>
/// <param name="Place">The desk where it is; null is the county hall.</param>
public sealed record ResultCameBack(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, string Reason, string? Place) : ICaseEvent
{
    public const string Parcel = "parcel-returned";
    public const string DeskClosed = "desk-closed";
}

/// <summary>The applicant holds the result (送达).</summary>
/// <param name="Method">counter, electronic or post.</param>
public sealed record CaseDelivered(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, string Method) : ICaseEvent;

/// <summary>The case is closed: nothing more is to be done; the applicant may rate the service.</summary>
/// <param name="ServiceNumber">n-th service of the case (好差评 serviceNumber).</param>
public sealed record CaseClosed(Guid CaseId, string CaseNumber, DateTime At, string Outcome, MatterRef Matter, Guid AccountId, DateOnly AcceptedOn, int ServiceNumber) : ICaseEvent;
