namespace GovPlatform.Contracts;

/// <summary>A fact that one service tells the others: past tense, with the ids and values its readers need. Personal data in it is sealed text (see PersonalData in ServiceDefaults).</summary>
public interface IEvent
{
    /// <summary>When it happened, UTC, by the platform clock.</summary>
    DateTime At { get; }
}

/// <summary>An event of one case (办件). Its readers order what they hear of a case by what they already hold, never by arrival.</summary>
public interface ICaseEvent : IEvent
{
    Guid CaseId { get; }
    string CaseNumber { get; }
}
