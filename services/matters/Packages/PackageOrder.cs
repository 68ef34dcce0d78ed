namespace GovPlatform.Matters;

/// <summary>The order of a package's steps: what waits for what, what may start at once, and how long the whole takes.</summary>
internal sealed record PackageOrder(IReadOnlyList<PackageOrder.Placed> Steps)
{
    /// <summary>A matter or an outside step.</summary>
    /// <param name="Days">Working days that it takes.</param>
    internal sealed record Step(string Id, int Days, IReadOnlyList<string> After);

    /// <summary>A step with its place.</summary>
    /// <param name="After">The chosen steps that it waits for.</param>
    /// <param name="Stage">1 starts at once; others one after the last stage that they wait for.</param>
    /// <param name="Begins">Working days from the start until it can be decided.</param>
    /// <param name="Ends">Working days from the start until it is done.</param>
    internal sealed record Placed(string Id, IReadOnlyList<string> After, int Stage, int Begins, int Ends);

    public int Days => Steps.Select(step => step.Ends).DefaultIfEmpty().Max();

    /// <summary>The steps that make the whole as long as it is, first to last.</summary>
    public IReadOnlyList<string> CriticalPath()
    {
        List<string> path = [];
        for (var step = Steps.MaxBy(step => step.Ends); step is not null; step = Steps.FirstOrDefault(before => step.After.Contains(before.Id) && before.Ends == step.Begins))
            path.Insert(0, step.Id);
        return path;
    }

    /// <summary>All steps that come before this one.</summary>
    public HashSet<string> Before(string id)
    {
        HashSet<string> all = [];
        void Walk(string later)
        {
            foreach (var after in Steps.First(step => step.Id == later).After.Where(all.Add))
                Walk(after);
        }
        Walk(id);
        return all;
    }

    /// <summary>Places the chosen steps; one that waits for a step which is not chosen waits for what that one would wait for. There must be no circle.</summary>
    public static PackageOrder Of(IReadOnlyList<Step> steps, Func<string, bool> chosen)
    {
        var byId = steps.ToDictionary(step => step.Id);
        // Each step is asked once: layers of steps that are not chosen would double the ways through them.
        Dictionary<string, List<string>> asked = [];
        List<string> Waits(Step step) =>
            asked.TryGetValue(step.Id, out var known) ? known : asked[step.Id] = [.. step.After.SelectMany(id => chosen(id) ? [id] : Waits(byId[id])).Distinct()];

        var left = steps.Where(step => chosen(step.Id)).Select(step => (Step: step, After: Waits(step))).ToList();
        Dictionary<string, Placed> placed = [];
        while (left.Count > 0)
        {
            // The first that is ready, so that the editor's order holds wherever the prerequisites leave it open.
            var (step, after) = left.First(next => next.After.TrueForAll(placed.ContainsKey));
            var begins = after.Select(id => placed[id].Ends).DefaultIfEmpty().Max();
            placed.Add(step.Id, new(step.Id, after, after.Select(id => placed[id].Stage).DefaultIfEmpty().Max() + 1, begins, begins + step.Days));
            left.RemoveAll(next => next.Step.Id == step.Id);
        }
        return new([.. placed.Values.OrderBy(step => step.Stage)]);
    }

    /// <summary>The ids of one circle of prerequisites, the first repeated at the end; null where there is none.</summary>
    public static IReadOnlyList<string>? Circle(IReadOnlyList<Step> steps)
    {
        var byId = steps.ToDictionary(step => step.Id);
        HashSet<string> clear = [];
        List<string> path = [];
        IReadOnlyList<string>? Visit(string id)
        {
            if (path.IndexOf(id) is var seen and >= 0)
                return [.. path[seen..], id];
            if (clear.Contains(id) || !byId.TryGetValue(id, out var step))
                return null;
            path.Add(id);
            var circle = step.After.Select(Visit).FirstOrDefault(found => found is not null);
            path.RemoveAt(path.Count - 1);
            clear.Add(id);
            return circle;
        }
        return steps.Select(step => Visit(step.Id)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The steps of a package, matters first; a matter that is not there counts no time.</summary>
    public static IReadOnlyList<Step> StepsOf(PackageContent package, IReadOnlyDictionary<string, Matter> matters) =>
    [
        .. package.Items.Select(item => new Step(item.Id, matters.GetValueOrDefault(item.MatterCode) is { } matter ? LimitRules.MostWorkingDays(matter.Content.PromisedDays, matter.Content.PromisedUnit) : 0, item.After)),
        .. package.OutsideSteps.Select(step => new Step(step.Id, step.Days, step.After)),
    ];
}
