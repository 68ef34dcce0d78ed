namespace GovPlatform.Matters;

/// <summary>One thing that is wrong with a matter: where, by JSON pointer, and why.</summary>
/// <param name="Severity">error or warning; whatever is told of a draft is a warning.</param>
/// <param name="Blocks">True where publishing is refused as long as it stands.</param>
internal sealed record Finding(string Pointer, string Code, string Zh, string En, string Severity = Finding.Error, bool Blocks = true)
{
    public const string Error = "error";
    public const string Warning = "warning";

    /// <summary>Worth a look, and no reason to refuse.</summary>
    public static Finding Hint(string pointer, string code, string zh, string en) => new(pointer, code, zh, en, Warning, Blocks: false);

    /// <summary>As told of a draft, which is kept whatever is still missing.</summary>
    public Finding AsWarning() => this with { Severity = Warning };
}
