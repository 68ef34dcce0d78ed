namespace GovPlatform.Matters;

/// <summary>One thing that is wrong with a matter: where, by JSON pointer, and why.</summary>
internal sealed record Finding(string Pointer, string Code, string Zh, string En);
