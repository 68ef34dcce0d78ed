namespace GovPlatform.Matters;

/// <summary>What holds for a draft of a package already: codes are well formed, names are known, and there is an order to do things in.</summary>
internal static class PackageShape
{
    /// <param name="name">Name of a step by its id, for the circle.</param>
    public static IReadOnlyList<Finding> Check(PackageContent package, Func<string, string> name)
    {
        List<Finding> findings = [];
        if (package.LeadDepartment is { } lead && CreditCode.Read(lead).Refusal is { } refusal)
            findings.Add(new("/leadDepartment", $"code-{refusal.Code}", refusal.Zh, $"The code {refusal.En}"));
        Questions(package.Situations, findings);
        Steps(package, findings);
        Conditions(package, findings);
        if (findings.Count == 0)
            Circle(package, name, findings);
        return findings;
    }

    /// <summary>What people call a step.</summary>
    public static string NameOf(PackageContent package, IReadOnlyDictionary<string, Matter> matters, string id) =>
        package.OutsideSteps.FirstOrDefault(step => step.Id == id)?.Name
        ?? (package.Items.FirstOrDefault(item => item.Id == id) is { } item && matters.GetValueOrDefault(item.MatterCode) is { } matter ? matter.Content.Name : id);

    private static void Questions(IReadOnlyList<Situation> situations, List<Finding> findings)
    {
        foreach (var (i, situation) in situations.Index())
        {
            if (situations.Take(i).Any(before => before.Id == situation.Id))
                findings.Add(new($"/situations/{i}/id", "question-repeated", $"问题{situation.Id}重复", $"Question {situation.Id} appears twice"));
            if (situation.Options.DistinctBy(option => option.Id).Count() < situation.Options.Count)
                findings.Add(new($"/situations/{i}/options", "option-repeated", $"问题{situation.Id}的选项重复", $"An option of question {situation.Id} appears twice"));
        }
    }

    private static void Steps(PackageContent package, List<Finding> findings)
    {
        HashSet<string> ids = [];
        HashSet<string> codes = [];
        var known = package.Items.Select(item => item.Id).Concat(package.OutsideSteps.Select(step => step.Id)).ToHashSet();
        foreach (var (i, item) in package.Items.Index())
        {
            Step($"/items/{i}", item.Id, item.After, ids, known, findings);
            if (MatterCode.Read(item.MatterCode).Refusal is { } refusal)
                findings.Add(new($"/items/{i}/matterCode", $"code-{refusal.Code}", refusal.Zh, $"The code {refusal.En}"));
            if (!codes.Add(item.MatterCode))
                findings.Add(new($"/items/{i}/matterCode", "matter-repeated", "同一事项只能列入一次", "A matter is listed once"));
        }
        foreach (var (i, step) in package.OutsideSteps.Index())
            Step($"/outsideSteps/{i}", step.Id, step.After, ids, known, findings);
    }

    private static void Step(string at, string id, IReadOnlyList<string> after, HashSet<string> ids, HashSet<string> known, List<Finding> findings)
    {
        if (!ids.Add(id))
            findings.Add(new($"{at}/id", "step-repeated", $"编号{id}重复", $"Id {id} is used twice"));
        foreach (var (i, before) in after.Index().Where(before => !known.Contains(before.Item)))
            findings.Add(new($"{at}/after/{i}", "prerequisite-unknown", $"套餐中没有{before}", $"The package has no {before}"));
    }

    private static void Conditions(PackageContent package, List<Finding> findings)
    {
        var all = Answers.All(package.Situations);
        void Known(string at, IReadOnlyList<string> when)
        {
            foreach (var (i, condition) in when.Index().Where(condition => !all.Contains(condition.Item)))
                findings.Add(new($"{at}/{i}", "answer-unknown", $"没有选项“{condition}”", $"There is no option '{condition}'"));
        }
        foreach (var (i, item) in package.Items.Index())
        {
            Known($"/items/{i}/when", item.When);
            foreach (var (j, answer) in item.Answers.Index())
                Known($"/items/{i}/answers/{j}/when", answer.When);
        }
        foreach (var (i, step) in package.OutsideSteps.Index())
            Known($"/outsideSteps/{i}/when", step.When);
    }

    private static void Circle(PackageContent package, Func<string, string> name, List<Finding> findings)
    {
        if (PackageOrder.Circle(PackageOrder.StepsOf(package, new Dictionary<string, Matter>())) is not { } circle)
            return;
        var names = string.Join(" → ", circle.Select(name));
        var at = package.Items.Index().Where(item => item.Item.Id == circle[0]).Select(item => $"/items/{item.Index}/after").FirstOrDefault("/outsideSteps");
        findings.Add(new(at, "prerequisite-circle", $"先后顺序成环：{names}", $"The prerequisites form a circle: {names} ({string.Join(" → ", circle)})"));
    }
}
