namespace GovPlatform.Intake;

/// <summary>A place of the county (办事场所), as the catalogue told it when it was named.</summary>
/// <param name="Kind">county-hall, township-hall, village-desk, agent-point or self-service.</param>
internal sealed record HallRef(Guid Id, string Name, string Kind, string Address);

/// <summary>A place as the catalogue answers it.</summary>
internal sealed record KnownHall(Guid Id, string Name, string Kind, string Address, DateTime? ClosedAt)
{
    public HallRef AsRef() => new(Id, Name, Kind, Address);
}

/// <summary>A matter that a place takes.</summary>
internal sealed record TakenMatter(string Code);
