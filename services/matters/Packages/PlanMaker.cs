namespace GovPlatform.Matters;

/// <summary>Works out the plan of a package for an applicant's answers; pure.</summary>
internal sealed class PlanMaker
{
    private readonly Package package;
    private readonly IReadOnlyDictionary<string, Matter> matters;
    private readonly Answers answers;
    private readonly HashSet<string> chosen;

    private PlanMaker(Package package, IReadOnlyDictionary<string, Matter> matters, Answers answers)
    {
        (this.package, this.matters, this.answers) = (package, matters, answers);
        chosen = [.. package.Content.Items.Where(item => answers.Fit(item.When)).Select(item => item.Id), .. package.Content.OutsideSteps.Where(step => answers.Fit(step.When)).Select(step => step.Id)];
    }

    /// <param name="matters">The latest version of each matter of the package, by code.</param>
    /// <param name="text">q1=a,food.q1=b; null where an answer is none of the questions'.</param>
    public static PackagePlan? Make(Package package, IReadOnlyDictionary<string, Matter> matters, string? text) =>
        Answers.Read(text, [.. package.Content.Situations, .. package.Content.Items.SelectMany(item => Carried(item, matters))]) is { } answers ? new PlanMaker(package, matters, answers).Make() : null;

    /// <summary>Questions of the item's matter that the package does not answer, under ids of their own.</summary>
    private static IEnumerable<Situation> Carried(PackageItem item, IReadOnlyDictionary<string, Matter> matters) =>
        matters.GetValueOrDefault(item.MatterCode) is { Status: MatterStatus.Published } matter
            ? from situation in matter.Content.Situations
              where !Answered(item, matter).Any(answer => Answers.Question(answer.Answer) == situation.Id)
              select situation with { Id = $"{item.Id}.{situation.Id}" }
            : [];

    /// <summary>What the package answers of the matter's questions; one that it answers with an option which the matter has no more is the applicant's again.</summary>
    private static IEnumerable<CarriedAnswer> Answered(PackageItem item, Matter matter)
    {
        var known = Answers.All(matter.Content.Situations);
        return item.Answers.GroupBy(answer => Answers.Question(answer.Answer)).Where(question => question.All(answer => known.Contains(answer.Answer))).SelectMany(question => question);
    }

    private PackagePlan Make()
    {
        var content = package.Content;
        var order = PackageOrder.Of(PackageOrder.StepsOf(content, matters), chosen.Contains);
        var items = content.Items.Where(item => chosen.Contains(item.Id)).ToList();
        var open = order.Steps.Select(step => items.Find(item => item.Id == step.Id)).OfType<PackageItem>()
            .Where(item => matters.GetValueOrDefault(item.MatterCode)?.Status == MatterStatus.Published)
            .Select(item => new MergedMaterial.Needing(item.Id, matters[item.MatterCode], OfMatter(item), order.Before(item.Id))).ToList();
        var form = MergedForm.Of([.. open.Select(needing => needing.Matter)]);
        return new(
            package.Code, package.Version, package.Status, content.Name, answers.ToString(), Questions(items), Lead(), Departments(items), [.. order.Steps.Select(Step)],
            form, [.. form.Differences.Select(difference => difference.Field).Distinct()], MergedMaterial.Of(open), new(Math.Min(content.PromisedDays, Math.Max(order.Days, content.PromisedDays == 0 ? 0 : 1)), order.Days, order.CriticalPath()),
            [.. items.Select(item => item.Id).Except(open.Select(needing => needing.Step))]);
    }

    /// <summary>What the applicant answered to the matter's own questions, and what follows from the answers to the package.</summary>
    private Answers OfMatter(PackageItem item)
    {
        var own = answers.Chosen.Where(answer => answer.StartsWith($"{item.Id}.", StringComparison.Ordinal)).Select(answer => answer[(item.Id.Length + 1)..]);
        // An answer that depends on a question not answered yet excludes nothing.
        var follows = Answered(item, matters[item.MatterCode]).Where(answer => answer.When.Count == 0 || answer.When.Any(answers.Chosen.Contains)).Select(answer => answer.Answer);
        return new(own.Concat(follows).ToHashSet());
    }

    private IReadOnlyList<PackagePlan.Asked> Questions(IReadOnlyList<PackageItem> items) =>
    [
        .. package.Content.Situations.Select(situation => Asked(situation, null)),
        .. items.SelectMany(item => Carried(item, matters).Select(situation => Asked(situation, item.Id))),
    ];

    private PackagePlan.Asked Asked(Situation situation, string? step) =>
        new(situation.Id, situation.Question, situation.Options, step, [.. situation.Options.Where(option => answers.Chosen.Contains($"{situation.Id}={option.Id}")).Select(option => option.Id)]);

    private PackagePlan.Leading Lead() => package.Content.LeadDepartment is { } lead
        ? new(lead, NameOf(lead), false)
        : new(null, "首问部门牵头", true);

    private IReadOnlyList<PackagePlan.Body> Departments(IReadOnlyList<PackageItem> items) =>
    [
        .. items.GroupBy(item => item.MatterCode[..18])
            .Select(group => new PackagePlan.Body(group.Key, NameOf(group.Key), group.Key == package.Content.LeadDepartment, [.. group.Select(item => item.Id)])),
    ];

    private string NameOf(string department) => matters.Values.FirstOrDefault(matter => matter.Content.DepartmentCode == department)?.Content.DepartmentName ?? department;

    private PackagePlan.Step Step(PackageOrder.Placed placed)
    {
        if (package.Content.OutsideSteps.FirstOrDefault(step => step.Id == placed.Id) is { } outside)
            return new(placed.Id, outside.Name, placed.Stage, placed.Stage == 1, placed.After, outside.Days, placed.Begins, placed.Ends, false, null,
                new(outside.Provider, outside.Place, outside.Cost, outside.Amount, outside.HowToKnowStatus));
        var item = package.Content.Items.First(item => item.Id == placed.Id);
        var code = item.MatterCode;
        return matters.GetValueOrDefault(code) is { Content: var matter } version
            ? new(placed.Id, matter.Name, placed.Stage, placed.Stage == 1, placed.After, placed.Ends - placed.Begins, placed.Begins, placed.Ends, version.Status != MatterStatus.Published,
                new(code, version.Version, version.Status, matter.DepartmentCode, matter.DepartmentName, matter.HandlingType, matter.PromisedDays, matter.PromisedUnit, OfMatter(item).ToString()), null)
            : new(placed.Id, code, placed.Stage, placed.Stage == 1, placed.After, 0, placed.Begins, placed.Ends, true, null, null);
    }
}
