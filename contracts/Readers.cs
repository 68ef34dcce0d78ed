namespace GovPlatform.Contracts;

/// <summary>Who reads which event: event → queues. Every producer declares these queues before it publishes; a test holds the table against the consumers.</summary>
public static class Readers
{
    /// <summary>Queue names are {service}-{when-event}: data on the broker, so renaming one needs a drained queue.</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<string>> Table { get; } = new Dictionary<Type, IReadOnlyList<string>>
    {
        [typeof(MatterPublished)] = [],
        [typeof(MatterClosed)] = [],
        [typeof(PackagePublished)] = [],
        [typeof(PackageClosed)] = [],
        [typeof(CalendarPublished)] = Queues(nameof(CalendarPublished), "matters", "intake", "approval", "appointments", "supervision"),
        [typeof(CaseSubmitted)] = Queues(nameof(CaseSubmitted), "notifications", "supervision"),
        [typeof(CasePreReviewed)] = Queues(nameof(CasePreReviewed), "notifications", "supervision"),
        [typeof(CaseReceived)] = Queues(nameof(CaseReceived), "notifications", "supervision"),
        [typeof(SupplementRequested)] = Queues(nameof(SupplementRequested), "notifications", "supervision"),
        [typeof(SupplementDueSoon)] = Queues(nameof(SupplementDueSoon), "notifications"),
        [typeof(SupplementSupplied)] = Queues(nameof(SupplementSupplied), "supervision"),
        [typeof(CaseAccepted)] = Queues(nameof(CaseAccepted), "approval", "matters", "notifications", "supervision"),
        [typeof(GreenChannelOpened)] = Queues(nameof(GreenChannelOpened), "approval", "supervision"),
        [typeof(ResultRedirected)] = Queues(nameof(ResultRedirected), "approval"),
        [typeof(CaseRefused)] = Queues(nameof(CaseRefused), "notifications", "supervision"),
        [typeof(CaseWithdrawn)] = Queues(nameof(CaseWithdrawn), "notifications", "supervision"),
        [typeof(CaseLapsed)] = Queues(nameof(CaseLapsed), "notifications", "supervision"),
        [typeof(CaseAnnounced)] = Queues(nameof(CaseAnnounced), "approval", "notifications"),
        [typeof(PackageFinished)] = Queues(nameof(PackageFinished), "notifications"),
        [typeof(EndRequested)] = Queues(nameof(EndRequested), "approval"),
        [typeof(ApprovalEnded)] = Queues(nameof(ApprovalEnded), "intake", "notifications", "supervision"),
        [typeof(CaseSentBack)] = Queues(nameof(CaseSentBack), "intake"),
        [typeof(CaseHandedInAgain)] = Queues(nameof(CaseHandedInAgain), "approval"),
        [typeof(DeferredSupplied)] = Queues(nameof(DeferredSupplied), "approval"),
        [typeof(LetterOffered)] = Queues(nameof(LetterOffered), "notifications"),
        [typeof(CommitmentFalse)] = Queues(nameof(CommitmentFalse), "certificates", "notifications"),
        [typeof(CaseProgressed)] = Queues(nameof(CaseProgressed), "notifications"),
        [typeof(IrregularityFound)] = Queues(nameof(IrregularityFound), "supervision"),
        [typeof(ApprovalStarted)] = Queues(nameof(ApprovalStarted), "intake", "supervision"),
        [typeof(DecisionMade)] = Queues(nameof(DecisionMade), "intake", "certificates", "notifications", "supervision"),
        [typeof(ResultHandedOver)] = Queues(nameof(ResultHandedOver), "intake", "supervision"),
        [typeof(CertificateIssued)] = Queues(nameof(CertificateIssued), "intake", "notifications"),
        [typeof(ResultCameBack)] = Queues(nameof(ResultCameBack), "notifications"),
        [typeof(CaseDelivered)] = Queues(nameof(CaseDelivered), "notifications", "supervision"),
        [typeof(CaseClosed)] = Queues(nameof(CaseClosed), "evaluation", "supervision"),
        [typeof(RatingSubmitted)] = Queues(nameof(RatingSubmitted), "supervision"),
        [typeof(SlotBooked)] = Queues(nameof(SlotBooked), "notifications"),
    };

    private static string[] Queues(string @event, params string[] services) =>
        [.. services.Select(service => $"{service}-when-{Kebab(@event)}")];

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
