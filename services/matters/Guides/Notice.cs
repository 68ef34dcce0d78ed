namespace GovPlatform.Matters;

/// <summary>一次性告知单: all that one applicant must know and bring, for the own situation; what depends on a question not answered yet stands under that question.</summary>
/// <param name="Materials">What this situation needs for sure.</param>
/// <param name="Unanswered">Questions still open, each with what its answers add.</param>
internal sealed record Notice(
    string Code, int Version, string Status, string Name, Guide.Body Department, Named HandlingType, IReadOnlyList<Notice.Answered> Answers, IReadOnlyList<Guide.Paper> Materials,
    IReadOnlyList<Notice.Open> Unanswered, IReadOnlyList<string> Conditions, Guide.Clock Time, Guide.Charge Fee, Guide.Outcome Result, Guide.Channels Ways, string Remedies, DateTime? PublishedAt)
{
    internal sealed record Answered(string Question, string Answer);

    internal sealed record Open(string Question, IReadOnlyList<string> Options, IReadOnlyList<Conditional> Materials);

    /// <param name="When">Which answers need it, in words.</param>
    internal sealed record Conditional(string When, Guide.Paper Material);

    /// <summary>Null where the answers are not of this matter's situations, or a question is answered twice.</summary>
    public static Notice? For(Matter matter, string? answers)
    {
        if (Guide.For(matter, answers) is not { } guide)
            return null;
        var open = matter.Content.Situations.Where(situation => guide.Situations.Any(asked => asked.Id == situation.Id && asked.Answer.Count == 0)).ToList();
        // Under the first open question that it depends on; none is left out, and none stands twice.
        var under = guide.Materials.ToLookup(paper => open.FirstOrDefault(situation => paper.When.Any(condition => condition.Split('=')[0] == situation.Id))?.Id);
        return new(
            guide.Code, guide.Version, guide.Status, guide.Name, guide.Department, guide.HandlingType,
            [.. guide.Situations.Where(asked => asked.Answer.Count > 0).Select(asked => new Answered(asked.Question, asked.Options.First(option => option.Id == asked.Answer[0]).Label))],
            [.. under[null]],
            [.. open.Select(situation => new Open(situation.Question, [.. situation.Options.Select(option => option.Label)], [.. under[situation.Id].Select(paper => new Conditional(Condition(paper, situation, open), paper))]))],
            guide.Conditions, guide.Time, guide.Fee, guide.Result, guide.Ways, guide.Remedies, guide.PublishedAt);
    }

    /// <summary>Where only this question matters it is not said again.</summary>
    private static string Condition(Guide.Paper paper, Situation situation, IReadOnlyList<Situation> open) =>
        open.Count(other => Words.Chosen(paper.When, other).Length > 0) == 1 ? Words.Chosen(paper.When, situation) : Words.When(paper.When, open)!;
}
