namespace GovPlatform.Intake;

/// <summary>Where a case's result lies, and where it goes.</summary>
internal sealed partial record CaseFile
{
    /// <summary>The place at which the applicant wants the result; null with delivery counter is wherever it lies.</summary>
    public HallRef? DeliveryHall { get; init; }
    public string? PostalSealed { get; init; }
    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }
    /// <summary>When the post brought it back; null while it is not at the desk again for that.</summary>
    public DateTime? ParcelReturnedAt { get; init; }
    /// <summary>The desk that holds the result once it has been taken in; null is the county hall.</summary>
    public HallRef? ResultDesk { get; init; }

    /// <summary>Without an address, as cases from before have it, it is handed out.</summary>
    public bool GoesByPost => Delivery == Ways.Post && PostalSealed is not null;

    /// <summary>The applicant wants the result elsewhere.</summary>
    public CaseFile? Redirect(DateTime now) => TrackingNumber is null
        ? When(now, Status, [.. CaseStatus.Undecided, CaseStatus.Granted, CaseStatus.Denied, CaseStatus.HandedOver, CaseStatus.Ready]) : null;

    /// <summary>The result is in the post.</summary>
    public CaseFile? Post(string carrier, string trackingNumber, DateTime now) =>
        GoesByPost && When(now, Status, CaseStatus.Ready) is { } next ? next with { Carrier = carrier, TrackingNumber = trackingNumber, ParcelReturnedAt = null } : null;

    /// <summary>The post has brought it back: it is at the desk again that has posted it.</summary>
    public CaseFile? ParcelReturned(DateTime now) =>
        TrackingNumber is not null && When(now, Status, CaseStatus.Ready) is { } next ? next with { Carrier = null, TrackingNumber = null, ParcelReturnedAt = now } : null;

    /// <summary>The county hall takes over from places that have closed.</summary>
    /// <param name="county">The county hall, as its clerk sits there.</param>
    public CaseFile? CallBack(HallRef? county, string[] closed, DateTime now)
    {
        bool Closed(HallRef? hall) => hall is not null && closed.Contains($"{hall.Id}");
        return (Closed(ResultDesk) || Closed(DeliveryHall)) && When(now, Status, CaseStatus.Ready) is { } next
            ? next with { ResultDesk = Closed(ResultDesk) ? county : ResultDesk, DeliveryHall = Closed(DeliveryHall) ? null : DeliveryHall } : null;
    }
}
