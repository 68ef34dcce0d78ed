namespace GovPlatform.Appointments;

/// <summary>A person's place in a slot.</summary>
internal sealed record Booking
{
    public const string Select = """
        select b.id, b.slot_id, b.account_id, b.matter_name, b.status, b.booked_at, b.version, s.starts_at, s.ends_at, h.name as hall_name, h.address
        from booking b
        join slot s on s.id = b.slot_id
        join hall h on h.id = s.hall_id
        """;

    public static readonly TimeSpan CancelAhead = TimeSpan.FromHours(2);

    public Guid Id { get; init; }
    public Guid SlotId { get; init; }
    public Guid AccountId { get; init; }
    public string MatterName { get; init; } = "";
    public string Status { get; init; } = BookingStatus.Booked;
    public DateTime BookedAt { get; init; }
    public int Version { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public string HallName { get; init; } = "";
    public string Address { get; init; } = "";

    /// <summary>Gives the place back; null where it is given back already.</summary>
    public Booking? Cancel() => Status != BookingStatus.Booked ? null : this with { Status = BookingStatus.Cancelled, Version = Version + 1 };

    public bool IsTooLateToCancel(DateTime now) => now > StartsAt - CancelAhead;
}

/// <summary>The states of a booking.</summary>
internal static class BookingStatus
{
    public const string Booked = "booked";
    public const string Cancelled = "cancelled";
}

/// <summary>A booking as its person reads it.</summary>
/// <param name="Status">booked or cancelled.</param>
internal sealed record BookingView(Guid Id, Guid SlotId, string HallName, string Address, string MatterName, DateTime StartsAt, DateTime EndsAt, string Status, DateTime BookedAt)
{
    public static BookingView Of(Booking b) => new(b.Id, b.SlotId, b.HallName, b.Address, b.MatterName, b.StartsAt, b.EndsAt, b.Status, b.BookedAt);
}
