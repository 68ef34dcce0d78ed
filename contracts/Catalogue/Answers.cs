namespace GovPlatform.Contracts;

/// <summary>What an applicant has answered to the questions of a matter or package: a set of question=option, in one written form.</summary>
public sealed record Answers(IReadOnlySet<string> Chosen)
{
    public static Answers None { get; } = new(new HashSet<string>());

    /// <summary>Reads q1=a,q2=b; null where a question or option is not one of <paramref name="situations"/>.</summary>
    public static Answers? Read(string? text, IReadOnlyList<Situation> situations)
    {
        var chosen = Split(text);
        return chosen.IsSubsetOf(All(situations)) ? new(chosen) : null;
    }

    /// <summary>One text for every spelling of the same answers, whatever is asked: what is kept of them is kept once.</summary>
    public static string Spelt(string? text) => new Answers(Split(text)).ToString();

    /// <summary>Every question=option there is.</summary>
    public static HashSet<string> All(IReadOnlyList<Situation> situations) =>
        [.. situations.SelectMany(situation => situation.Options.Select(option => $"{situation.Id}={option.Id}"))];

    /// <summary>True where the conditions hold: for each question they name, one of the options they name is chosen. A question not answered yet excludes nothing.</summary>
    public bool Fit(IReadOnlyList<string> when) =>
        when.GroupBy(Question).All(options => !Chosen.Any(chosen => Question(chosen) == options.Key) || options.Any(Chosen.Contains));

    /// <summary>False where a question is answered twice.</summary>
    public bool IsOneEach => Chosen.Select(Question).Distinct().Count() == Chosen.Count;

    public override string ToString() => string.Join(',', Chosen.Order(StringComparer.Ordinal));

    public static string Question(string condition) => condition.Split('=')[0];

    private static HashSet<string> Split(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
