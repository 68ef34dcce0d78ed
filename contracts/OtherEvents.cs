namespace GovPlatform.Contracts;

/// <summary>A version of a matter is open for applications.</summary>
public sealed record MatterPublished(DateTime At, string Code, int Version, string Name, string DepartmentCode) : IEvent;

/// <summary>A matter takes no new cases: suspended (may come back) or retired (will not).</summary>
public sealed record MatterClosed(DateTime At, string Code, int Version, string Status) : IEvent;

/// <summary>A version of a package (一件事) is open for applications.</summary>
/// <param name="LeadDepartment">Unified social credit code; null where the department first asked leads.</param>
public sealed record PackagePublished(DateTime At, string Region, string Code, int Version, string Name, string? LeadDepartment) : IEvent;

/// <summary>A package takes no new applications: suspended (may come back) or retired (will not).</summary>
public sealed record PackageClosed(DateTime At, string Region, string Code, int Version, string Status) : IEvent;

/// <summary>The working-day calendar of one year, as the State Council's office published it, or as imported again.</summary>
/// <param name="Revision">Rises with each import of the year.</param>
/// <param name="Published">False where the year holds only weekends and statutory days: due dates in it are provisional.</param>
/// <param name="DaysOff">Days off beyond the plain weekends, and weekends inside holidays.</param>
/// <param name="WorkDays">Weekend days that are worked (调休).</param>
public sealed record CalendarPublished(DateTime At, int Year, int Revision, bool Published, IReadOnlyList<DateOnly> DaysOff, IReadOnlyList<DateOnly> WorkDays) : IEvent;

/// <summary>An applicant has rated a service of a case (好差评).</summary>
/// <param name="Satisfaction">5 非常满意 … 1 非常不满意 (the rating platform's order, not GB/T 39046 A.8).</param>
public sealed record RatingSubmitted(Guid CaseId, string CaseNumber, DateTime At, int Satisfaction, string DepartmentCode, string MatterCode) : ICaseEvent;

/// <summary>A slot is booked (预约).</summary>
public sealed record SlotBooked(DateTime At, Guid BookingId, Guid AccountId, string HallName, string MatterName, DateTime StartsAt) : IEvent;
