using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GovPlatform.ServiceDefaults;

/// <summary>The platform's own spans and the instruments that services feed (gov.outbox.lag and gov.messages.poisoned are Watch's); all names and tags here are stable, and none carries personal data.</summary>
public static class GovTelemetry
{
    public const string Name = "GovPlatform";

    public static readonly ActivitySource Activities = new(Name);
    public static readonly Meter Meter = new(Name);

    /// <summary>Transitions of cases; tags <c>gov.service</c> and <c>gov.status</c> (the state reached).</summary>
    public static readonly Counter<long> CaseTransitions = Meter.CreateCounter<long>("gov.case.transitions", "{transition}", "State changes of cases");

    /// <summary>Open cases past the day their clock ends; tag <c>gov.department</c>.</summary>
    public static readonly Gauge<long> DeadlineOverdue = Meter.CreateGauge<long>("gov.deadline.overdue", "{case}", "Open cases past their due day");

    /// <summary>Counts one transition of a case to <paramref name="status"/>.</summary>
    public static void Transition(string service, string status) =>
        CaseTransitions.Add(1, new("gov.service", service), new("gov.status", status));
}
