namespace GovPlatform.Matters;

/// <summary>办理流程 of a matter as a graph: who acts in each step, which clock runs, and the ways off the straight line.</summary>
internal sealed record Flow(string Code, int Version, string Name, IReadOnlyList<Flow.Node> Nodes, IReadOnlyList<Flow.Edge> Edges)
{
    /// <param name="Kind">step on the straight line; supplement, side (time that does not count) or exit beside it.</param>
    /// <param name="Actor">Who acts; null for an exit.</param>
    /// <param name="Clock">The time that runs there, in words.</param>
    internal sealed record Node(string Id, string Kind, string Label, string? Actor, string? Clock);

    /// <param name="Label">On what condition this way is taken; null where there is no other.</param>
    internal sealed record Edge(string From, string To, string? Label);

    public const string Step = "step";
    public const string Supplement = "supplement";
    public const string Side = "side";
    public const string Exit = "exit";

    private const string Licence = "01";
    private static readonly string[] Usual = ["申请", "受理", "办结", "送达"];

    public static Flow Of(Matter matter)
    {
        var content = matter.Content;
        IReadOnlyList<string> names = content.Elements.Flow.Count > 0 ? content.Elements.Flow : Usual;
        var steps = names.Select((name, i) => StepOf($"s{i + 1}", name, content)).ToList();
        List<Node> nodes = [.. steps];
        List<Edge> edges = [];
        for (var i = 0; i + 1 < steps.Count; i++)
            edges.Add(new(steps[i].Id, steps[i + 1].Id, null));
        var receiving = steps.FindIndex(step => step.Label.Contains("受理", StringComparison.Ordinal));
        var deciding = Deciding(steps, receiving);
        if (receiving > 0)
            Receive(nodes, edges, steps, receiving);
        if (deciding > receiving)
            Decide(nodes, edges, steps, deciding, content);
        return new(matter.Code, matter.Version, content.Name, nodes, edges);
    }

    /// <summary>Where it is decided: 审批 or 决定, else the last 审核 or 审查; -1 where no step is one.</summary>
    private static int Deciding(List<Node> steps, int receiving)
    {
        var named = steps.FindLastIndex(step => step.Label.Contains("审批", StringComparison.Ordinal) || step.Label.Contains("决定", StringComparison.Ordinal));
        return named > receiving ? named : steps.FindLastIndex(Checks);
    }

    private static bool Checks(Node step) => step.Label.Contains("审查", StringComparison.Ordinal) || step.Label.Contains("审核", StringComparison.Ordinal);

    /// <summary>行政许可法 art. 32: what is missing is said once, within five days; what is no matter of this body is refused.</summary>
    private static void Receive(List<Node> nodes, List<Edge> edges, List<Node> steps, int receiving)
    {
        nodes.Add(new("supplement", Supplement, "一次性告知补正", "综合窗口", "收到申请后5个工作日内告知，逾期不告知即为受理"));
        nodes.Add(new("refused", Exit, "不予受理，出具书面凭证", null, null));
        edges.Add(new(steps[receiving].Id, "supplement", "材料不齐"));
        edges.Add(new("supplement", steps[receiving - 1].Id, "补正后"));
        edges.Add(new(steps[receiving].Id, "refused", "不属本机关"));
    }

    private static void Decide(List<Node> nodes, List<Edge> edges, List<Node> steps, int deciding, MatterContent content)
    {
        var checking = steps.FindIndex(Checks) is >= 0 and var found ? found : deciding;
        foreach (var (name, clock, i) in Sides(content).Select((side, i) => (side.Name, side.Clock, i + 1)))
        {
            nodes.Add(new($"side{i}", Side, name, content.DepartmentName, clock));
            edges.Add(new(steps[checking].Id, $"side{i}", "需要时"));
            edges.Add(new($"side{i}", steps[checking].Id, null));
        }
        nodes.Add(new("denied", Exit, content.MatterType == Licence ? "不予许可，书面说明理由并告知救济途径" : "不予办理，说明理由并告知救济途径", null, null));
        edges.Add(new(steps[deciding].Id, "denied", "不符合条件"));
    }

    private static IEnumerable<(string Name, string Clock)> Sides(MatterContent content) => content.Elements.SpecialSteps.Count > 0
        ? content.Elements.SpecialSteps.Select(step => (step.Name, $"{Words.Limit(step.Days, step.Unit)}，不计入办理时限"))
        : (content.Elements.SpecialProcedure ?? "").Split(['、', '，', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => (name, "不计入办理时限"));

    private static Node StepOf(string id, string name, MatterContent content) => name switch
    {
        "申请" => new(id, Step, name, "申请人", null),
        "受理" => new(id, Step, name, "综合窗口", content is { HandlingType: "1", PromisedDays: 0 } ? "材料齐全当场受理" : $"自受理之日起计时：{Promise(content)}"),
        "审核" or "审查" or "审批" or "决定" => new(id, Step, name, content.DepartmentName, null),
        "办结" => new(id, Step, name, content.DepartmentName, Limits(content)),
        "送达" => new(id, Step, name, "综合窗口", content.MatterType == Licence ? "办结后10个工作日内颁发、送达" : null),
        _ => new(id, Step, name, content.DepartmentName, null),
    };

    private static string Limits(MatterContent content) =>
        content.StatutoryDays is null ? Promise(content) : $"{Promise(content)}，法定{Words.Limit(content.StatutoryDays, content.StatutoryUnit)}";

    private static string Promise(MatterContent content) => content.PromisedDays == 0 ? "当场办结" : $"承诺{Words.Limit(content.PromisedDays, content.PromisedUnit)}";
}
