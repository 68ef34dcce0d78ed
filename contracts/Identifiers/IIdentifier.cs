namespace GovPlatform.Contracts;

/// <summary>A code of a national standard as a value: it exists only in its standard form, and a text that is not one is told why.</summary>
public interface IIdentifier<TSelf> : IParsable<TSelf>
    where TSelf : class, IIdentifier<TSelf>
{
    /// <summary>The standard form, as printed, stored and sent.</summary>
    string Value { get; }

    /// <summary>Reads what a person or a neighbour gave.</summary>
    static abstract Parsed<TSelf> Read(string? text);

    /// <summary>Reads what the platform has accepted and stored before; never stricter than <see cref="Read"/>.</summary>
    static virtual Parsed<TSelf> ReadStored(string? text) => TSelf.Read(text);
}
