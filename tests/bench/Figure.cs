namespace GovPlatform.Bench;

/// <summary>One measured value beside the limit or peer of the same run that it is held against.</summary>
/// <param name="Of">Value of the peer or limit, in the same unit; null for orientation only.</param>
/// <param name="Goal">The ratio to hold; null where none is set.</param>
/// <param name="AtLeast">True where the ratio must not be under the goal, false where not over it.</param>
internal sealed record Figure(string Bench, string What, double Value, string Unit, double? Of = null, string? OfWhat = null, double? Goal = null, bool AtLeast = false)
{
    public double? Ratio => Value / Of;

    public bool? Met => Goal is null || Ratio is null ? null : AtLeast ? Ratio >= Goal : Ratio <= Goal;

    public string GoalText => Goal is null ? "" : $"{(AtLeast ? "≥" : "≤")} {Goal:0.##}";
}

/// <summary>What is needed for a measurement is not there.</summary>
internal sealed class CannotMeasureException(string message) : Exception(message);
