namespace GovPlatform.Supervision;

/// <summary>What one case adds to the figures of its department, and what an event changes in them.</summary>
internal sealed record Figures(string DepartmentCode, string DepartmentName, int Open, int Closed, int InTime, int Green = 0)
{
    /// <summary>What to add to each department's row when a case turns from before to after; empty when nothing counts differently.</summary>
    public static IReadOnlyList<Figures> Change(WatchedCase before, WatchedCase after)
    {
        var (was, @is) = (Of(before), Of(after));
        if (was is not null && @is is not null && was.DepartmentCode == @is.DepartmentCode)
        {
            var difference = @is with { Open = @is.Open - was.Open, Closed = @is.Closed - was.Closed, InTime = @is.InTime - was.InTime, Green = @is.Green - was.Green };
            return difference is { Open: 0, Closed: 0, InTime: 0, Green: 0 } ? [] : [difference];
        }
        Figures?[] both = [was is null ? null : was with { Open = -was.Open, Closed = -was.Closed, InTime = -was.InTime, Green = -was.Green }, @is];
        return [.. both.OfType<Figures>().OrderBy(x => x.DepartmentCode, StringComparer.Ordinal)];
    }

    /// <summary>A case counts from when an event has named its department.</summary>
    private static Figures? Of(WatchedCase @case) => @case.DepartmentCode is null ? null
        : new(@case.DepartmentCode, @case.DepartmentName ?? @case.DepartmentCode, @case.IsClosed ? 0 : 1, @case.IsClosed ? 1 : 0, @case.InTime == true ? 1 : 0, @case.Green ? 1 : 0);
}
