using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GovPlatform.ServiceDefaults;

/// <summary>The platform's own spans and its few named instruments; all names and tags here are stable, and none carries personal data.</summary>
public static class GovTelemetry
{
    public const string Name = "GovPlatform";

    public static readonly ActivitySource Activities = new(Name);
    public static readonly Meter Meter = new(Name);

    /// <summary>Age of the oldest event that waits in the outbox, seconds; 0 when none waits.</summary>
    public static readonly Gauge<double> OutboxLag = Meter.CreateGauge<double>("gov.outbox.lag", "s", "Age of the oldest pending outbox row");

    /// <summary>Transitions of cases; tags <c>gov.service</c> and <c>gov.status</c> (the state reached).</summary>
    public static readonly Counter<long> CaseTransitions = Meter.CreateCounter<long>("gov.case.transitions", "{transition}", "State changes of cases");

    /// <summary>Open cases past their promised day; tag <c>gov.department</c>.</summary>
    public static readonly Gauge<long> DeadlineOverdue = Meter.CreateGauge<long>("gov.deadline.overdue", "{case}", "Open cases past their promised day");

    /// <summary>Messages that lie in an error queue now, told alike by every replica; tag <c>messaging.destination.name</c> (the queue).</summary>
    public static readonly Gauge<long> MessagesPoisoned = Meter.CreateGauge<long>("gov.messages.poisoned", "{message}", "Messages in an error queue");

    /// <summary>Counts one transition of a case to <paramref name="status"/>.</summary>
    public static void Transition(string service, string status) =>
        CaseTransitions.Add(1, new("gov.service", service), new("gov.status", status));
}
