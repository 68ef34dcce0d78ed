namespace GovPlatform.Matters;

/// <summary>A place as told.</summary>
internal sealed record HallView
{
    // Settable members: Dapper finds no constructor that takes a list.
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public Guid? ParentId { get; init; }
    public required string Address { get; init; }

    /// <summary>Degrees north, CGCS2000.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, CGCS2000.</summary>
    public double? Longitude { get; init; }

    public string? Phone { get; init; }
    public required IReadOnlyList<OpenPeriod> Hours { get; init; }
    public required IReadOnlyList<HoursException> Exceptions { get; init; }
    public bool OpenOnHolidays { get; init; }

    /// <summary>Its windows; those of a list are left out.</summary>
    public IReadOnlyList<HallWindow>? Windows { get; init; }

    /// <summary>Whether it is open at the moment asked for.</summary>
    public Opening? Opening { get; init; }

    /// <summary>When it was closed for good.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>Counts its changes: what If-Match wants. No ETag tells it, since whether it is open changes by itself.</summary>
    public int Version { get; init; }

    public HallView At(DateTime moment, WorkingDays days) =>
        ClosedAt is null ? this with { Opening = new OpeningHours(Hours, Exceptions, OpenOnHolidays).At(moment, days) } : this;
}
