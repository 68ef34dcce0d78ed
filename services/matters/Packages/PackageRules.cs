namespace GovPlatform.Matters;

/// <summary>What must hold before a package is published: its matters can be applied for, its questions leave something to do, its promise can be kept.</summary>
internal static class PackageRules
{
    private const int MostCombinations = 10_000;

    /// <param name="matters">The latest version of each matter, by code, whatever its status.</param>
    public static IReadOnlyList<Finding> Check(PackageContent package, IReadOnlyDictionary<string, Matter> matters)
    {
        List<Finding> findings = [];
        if (package.Items.Count < 2)
            findings.Add(new("/items", "package-too-small", "一件事至少包含两个事项", "A package has at least two matters"));
        if (package.LeadDepartment is { } lead && package.Items.All(item => !item.MatterCode.StartsWith(lead, StringComparison.Ordinal)))
            findings.Add(new("/leadDepartment", "lead-stranger", "牵头部门应当是参与部门之一", "The department that leads takes part"));
        Matters(package, matters, findings);
        Combinations(package, findings);
        Promise(package, matters, findings);
        foreach (var (field, first, second) in MergedForm.Of([.. package.Items.Select(item => matters.GetValueOrDefault(item.MatterCode)).OfType<Matter>()]).Differences)
            findings.Add(new("/items", "form-field-differs", $"字段“{field}”在“{first}”和“{second}”的表单中不一致", $"The field {field} differs between the forms of {first} and {second}"));
        return findings;
    }

    private static void Matters(PackageContent package, IReadOnlyDictionary<string, Matter> matters, List<Finding> findings)
    {
        foreach (var (i, item) in package.Items.Index())
        {
            var matter = matters.GetValueOrDefault(item.MatterCode);
            if (matter is null)
                findings.Add(new($"/items/{i}/matterCode", "matter-unknown", $"没有事项{item.MatterCode}", $"There is no matter {item.MatterCode}"));
            else if (matter.Status != MatterStatus.Published)
                findings.Add(new($"/items/{i}/matterCode", "matter-closed", $"事项“{matter.Content.Name}”不在办理中", $"{matter.Content.Name} is {matter.Status}"));
            else
                foreach (var (j, answer) in item.Answers.Index().Where(answer => !Answers.All(matter.Content.Situations).Contains(answer.Item.Answer)))
                    findings.Add(new($"/items/{i}/answers/{j}/answer", "answer-unknown", $"事项“{matter.Content.Name}”没有选项“{answer.Answer}”", $"{matter.Content.Name} has no option '{answer.Answer}'"));
        }
    }

    /// <summary>Whatever is answered, something is left to do: every combination of the questions that matters depend on is tried.</summary>
    private static void Combinations(PackageContent package, List<Finding> findings)
    {
        // A matter for everybody is there under every combination.
        if (package.Items.Count == 0 || package.Items.Any(item => item.When.Count == 0))
            return;
        var asked = package.Situations.Where(situation => package.Items.Any(item => item.When.Any(when => when.StartsWith($"{situation.Id}=", StringComparison.Ordinal)))).ToList();
        if (asked.Aggregate(1L, (product, situation) => Math.Min(product * situation.Options.Count, MostCombinations + 1)) > MostCombinations)
        {
            findings.Add(new("/situations", "answers-too-many", $"问题的组合超过{MostCombinations}种，无法逐一核对", $"The questions have more than {MostCombinations} combinations"));
            return;
        }
        var empty = asked.Aggregate<Situation, IEnumerable<string[]>>([[]], (all, situation) => all.SelectMany(some => situation.Options.Select(option => (string[])[.. some, $"{situation.Id}={option.Id}"])))
            .FirstOrDefault(chosen => package.Items.All(item => !new Answers(chosen.ToHashSet()).Fit(item.When)));
        if (empty is not null)
            findings.Add(new("/situations", "answers-leave-nothing", $"选择“{string.Join('，', empty)}”时没有任何事项", $"Nothing is left to do for {string.Join(',', empty)}"));
    }

    /// <summary>With no question answered everything is chosen, and no selection takes longer than all of it.</summary>
    private static void Promise(PackageContent package, IReadOnlyDictionary<string, Matter> matters, List<Finding> findings)
    {
        var order = PackageOrder.Of(PackageOrder.StepsOf(package, matters), _ => true);
        // What is done at once may still take its day.
        if (package.Items.All(item => matters.ContainsKey(item.MatterCode)) && package.PromisedDays > Math.Max(order.Days, 1))
            findings.Add(new("/promisedDays", "promised-above-path", $"承诺总时限{package.PromisedDays}个工作日超过各步骤先后办理所需的{order.Days}个工作日（{string.Join(" → ", order.CriticalPath())}）",
                $"Promises {package.PromisedDays} working days where the steps one after the other take {order.Days} ({string.Join(" → ", order.CriticalPath())})"));
    }
}
