using GovPlatform.Contracts;

namespace GovPlatform.ServiceDefaults;

/// <summary>The events this process knows, by name, with the queues that read each: the table of contracts, unless a test brings its own.</summary>
public sealed class EventTypes(IReadOnlyDictionary<Type, IReadOnlyList<string>> readers)
{
    private readonly Dictionary<string, Type> byName = readers.Keys.ToDictionary(type => type.Name);

    public static EventTypes OfContracts { get; } = new(Contracts.Readers.Table);

    public IReadOnlyDictionary<Type, IReadOnlyList<string>> Readers => readers;

    public Type? Find(string name) => byName.GetValueOrDefault(name);
}
