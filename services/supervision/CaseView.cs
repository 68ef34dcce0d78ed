namespace GovPlatform.Supervision;

/// <summary>A case as supervision shows it.</summary>
/// <param name="Status">open or closed.</param>
/// <param name="Stage">How far it has come: submitted, pre-reviewed, received, supplement-requested, accepted, in-approval, decided, handed-over, delivered, closed.</param>
/// <param name="Clock">Whose time runs: pre-review, acceptance, applicant, promised, delivery; none for a closed case.</param>
/// <param name="Due">Last day of that clock; of a closed case the day it was held to; null while not known.</param>
/// <param name="DaysLeft">Working days until Due, negative when past; null for a closed case.</param>
/// <param name="Overdue">True where Due has passed and the clock is not the applicant's.</param>
/// <param name="Provisional">True where Due lies in a year whose holidays are not published.</param>
/// <param name="InTime">Of a closed case: the result was handed over, or the counter's answer given, inside the time promised.</param>
/// <param name="Green">绿色通道 has been opened.</param>
/// <param name="GreenDue">Its own last day, beside the others.</param>
/// <param name="GreenOverdue">True where that has passed before the result was handed over, or the case closed.</param>
/// <param name="Satisfaction">5 非常满意 … 1 非常不满意, once rated.</param>
public sealed record CaseView(
    Guid Id, string CaseNumber, string? MatterCode, string? MatterName, string? DepartmentCode, string? DepartmentName,
    string Status, string Stage, string? Outcome, string Clock, DateOnly? Due, int? DaysLeft, bool Overdue, bool Provisional,
    DateOnly? AcceptedOn, DateOnly? PromisedDue, DateOnly? StatutoryDue, DateOnly? DecidedOn, DateOnly? HandedOverOn, DateOnly? ClosedOn,
    bool? InTime, int? Satisfaction, bool Green, DateOnly? GreenDue, bool GreenOverdue)
{
    internal static CaseView Of(WatchedCase c, DateOnly today, WorkingDays days)
    {
        DateOnly? due = c.Due == DateOnly.MaxValue ? null : c.Due;
        return new(
            c.Id, c.CaseNumber, c.MatterCode, c.MatterName, c.DepartmentCode, c.DepartmentName,
            c.IsClosed ? "closed" : "open", c.Stage, c.Outcome, c.Clock, due,
            c.IsClosed || due is null ? null : days.Between(today, due.Value),
            !c.IsClosed && c.Clock != "applicant" && due < today,
            c.Provisional || (due is { } day && days.IsProvisional(day)),
            c.AcceptedOn, c.PromisedDue, c.StatutoryDue, c.DecidedOn, c.HandedOverOn, c.ClosedOn, c.InTime, c.Satisfaction,
            c.Green, c.GreenDue, c.GreenDue < (c.HandedOverOn ?? c.ClosedOn ?? today));
    }
}
