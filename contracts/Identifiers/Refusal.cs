using System.Diagnostics.CodeAnalysis;

namespace GovPlatform.Contracts;

/// <summary>Why a text is not the identifier it should be: a stable code, and a sentence in Chinese and in English.</summary>
public sealed record Refusal(string Code, string Zh, string En)
{
    internal static Refusal Missing { get; } = new("missing", "未填写", "is missing");

    internal static Refusal Length(string expected) => new("length", $"长度应为{expected}位", $"must have {expected} characters");

    internal static Refusal Characters(string allowed) => new("characters", $"只能包含{allowed}", $"holds a character other than {allowed}");

    internal static Refusal Check(char expected) => new("check", $"校验码不符，应为{expected}", $"has a wrong check character: {expected} is right");
}

/// <summary>What reading a text gave: the value, or why there is none.</summary>
public readonly record struct Parsed<T>
    where T : class
{
    private Parsed(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }
    public Refusal? Refusal { get; }

    /// <exception cref="FormatException">The text was refused; the message is the English sentence.</exception>
    public T OrThrow() => Value ?? throw new FormatException($"{typeof(T).Name} {Refusal?.En}");

    public bool Try([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (Value, Refusal);
        return value is not null;
    }

    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Refusal refusal) => new(null, refusal);
}
