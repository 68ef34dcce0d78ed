namespace GovPlatform.Intake;

/// <summary>A place of the county (办事场所), as the catalogue told it when it was named.</summary>
/// <param name="Kind">county-hall, township-hall, village-desk, agent-point or self-service.</param>
internal sealed record HallRef(Guid Id, string Name, string Kind, string Address)
{
    private const string County = "county-hall";

    /// <summary>True where both are one place; none stands for the county hall.</summary>
    public static bool Same(HallRef? one, HallRef? other) =>
        one is not null && other is not null ? one.Id == other.Id : (one ?? other) is null or { Kind: County };
}

/// <summary>A place as the catalogue answers it.</summary>
internal sealed record KnownHall(Guid Id, string Name, string Kind, string Address, DateTime? ClosedAt)
{
    public HallRef AsRef() => new(Id, Name, Kind, Address);
}

/// <summary>A matter that a place takes.</summary>
internal sealed record TakenMatter(string Code);
