namespace GovPlatform.ServiceDefaults;

/// <summary>The findings of one check as they gather; no more are wanted than <paramref name="most"/>.</summary>
internal sealed class FormFindings(bool complete, int most = 100)
{
    private readonly List<FormFinding> all = [];

    public IReadOnlyList<FormFinding> All => all;

    /// <summary>False for a draft, which may leave out what is required.</summary>
    public bool Complete => complete;

    public bool IsFull => all.Count >= most;

    public void Add(string at, string code, string zh, string en)
    {
        var finding = new FormFinding(at, code, zh, en);
        if (!IsFull && !all.Contains(finding))
            all.Add(finding);
    }

    /// <summary>The pointer of a member: ~ and / are escaped (RFC 6901).</summary>
    public static string Under(string at, string name) =>
        name.AsSpan().ContainsAny('~', '/') ? $"{at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}" : $"{at}/{name}";
}
