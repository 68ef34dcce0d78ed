using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What a package tells an applicant in the own situation.</summary>
public sealed class Package_plans
{
    [Fact]
    public void answers_choose_the_matters()
    {
        Assert.Equal(["licence", "food", "bank"], Plan("size=small").Steps.Select(step => step.Id));
        Assert.Equal(["licence", "food", "seal", "fire", "bank"], Plan("size=large").Steps.Select(step => step.Id));
        Assert.Equal(Plan("size=large").Steps, Plan(null).Steps, (one, other) => one.Id == other.Id);
        Assert.Null(PlanMaker.Make(PackageExamples.Draft(), PackageExamples.Matters, "size=huge"));
    }

    [Fact]
    public void steps_say_what_they_wait_for_and_what_starts_at_once()
    {
        var plan = Plan("size=large").Steps.ToDictionary(step => step.Id);
        Assert.Equal((1, true, 0, 1), (plan["licence"].Stage, plan["licence"].StartsAtOnce, plan["licence"].Begins, plan["licence"].Ends));
        Assert.Equal((2, false, 1, 9), (plan["food"].Stage, plan["food"].StartsAtOnce, plan["food"].Begins, plan["food"].Ends));
        Assert.Equal((3, 2, 7), (plan["fire"].Stage, plan["fire"].Begins, plan["fire"].Ends));
        Assert.Equal(["seal"], plan["fire"].After);
    }

    [Fact]
    public void what_is_not_chosen_hands_its_prerequisites_on() => Assert.Equal(["licence"], Plan("size=small").Steps.Single(step => step.Id == "bank").After);

    [Fact]
    public void the_total_time_is_the_longest_way_through()
    {
        var time = Plan(null).Time;
        Assert.Equal((9, 9), (time.CriticalDays, time.PromisedDays));
        Assert.Equal(["licence", "food"], time.CriticalPath);
        var shorter = PlanMaker.Make(PackageExamples.Draft(PackageExamples.Restaurant() with { PromisedDays = 5 }), PackageExamples.Matters, null)!.Time;
        Assert.Equal((9, 5), (shorter.CriticalDays, shorter.PromisedDays));
    }

    [Fact]
    public void answers_that_need_less_are_promised_less()
    {
        var package = PackageExamples.Restaurant();
        var fireOnly = package with { Items = [.. package.Items.Select(item => item.Id == "food" ? item with { When = ["size=small"] } : item)] };
        Assert.Equal((7, 7), PlanMaker.Make(PackageExamples.Draft(fireOnly), PackageExamples.Matters, "size=large")!.Time is var time ? (time.CriticalDays, time.PromisedDays) : default);
    }

    [Fact]
    public void shared_fields_come_first_and_once()
    {
        var form = Plan("size=large").Form;
        Assert.Equal(["enterpriseName", "creditCode", "seats", "premisesFloor"], form.Schema!.Value.GetProperty("properties").EnumerateObject().Select(field => field.Name));
        Assert.Equal([("共用信息", 1), ("食品经营许可", 2), ("消防安全检查", 1)], form.Sections.Select(section => (section.Title, section.Fields.Count)));
        Assert.Equal([PackageExamples.Licence.Code, PackageExamples.Food.Code, PackageExamples.FireCheck.Code], form.Fields["enterpriseName"]);
        // What one of the matters requires is required once.
        Assert.Equal(["enterpriseName", "creditCode", "premisesFloor"], form.Schema!.Value.GetProperty("required").EnumerateArray().Select(key => key.GetString()!));
        Assert.Empty(FormSchema.Check(form.Schema));
    }

    [Fact]
    public void conditions_of_the_forms_are_kept_side_by_side_and_once()
    {
        var form = JsonElement.Parse("""
            {"type":"object","properties":{"a":{"type":"string","title":"甲"}},"if":{"properties":{"a":{"const":"x"}}},"then":{"properties":{"b":{"type":"string","title":"乙"}},"required":["b"]}}
            """);
        Matter With(Matter matter) => matter with { Content = matter.Content with { Form = form } };
        var merged = MergedForm.Of([With(PackageExamples.Food), With(PackageExamples.FireCheck)]);
        Assert.Equal(1, merged.Schema!.Value.GetProperty("allOf").GetArrayLength());
        Assert.Empty(FormSchema.Check(merged.Schema));
        Assert.Equal(["a"], Assert.Single(merged.Sections).Fields);
    }

    [Fact]
    public void the_same_material_is_asked_once_with_the_most_copies()
    {
        var card = Assert.Single(Plan("size=large").Materials, material => material.Name == "身份证");
        Assert.Equal(("1", 2, "2"), (card.Requirement, card.Copies!.Value, card.Kind));
        Assert.Equal(["food", "fire"], card.Uses.Select(use => use.Step));
        Assert.Equal(PackageExamples.FireCheck.Code + "01001", card.Uses[1].MaterialCode);
        Assert.Equal(["food"], Assert.Single(Plan("size=small").Materials, material => material.Name == "身份证").Uses.Select(use => use.Step));
    }

    [Fact]
    public void a_result_of_an_earlier_step_is_not_brought() =>
        Assert.Equal([("登记申请书", null), ("营业执照（副本）复印件", "licence")], Plan(null).Materials.Take(2).Select(material => (material.Name, material.FromStep)));

    [Theory]
    [InlineData("agent=a", false)]
    [InlineData("agent=b", true)]
    [InlineData("", true)]
    public void answers_to_the_package_answer_its_matters(string answers, bool needed) => Assert.Equal(needed, Plan(answers).Materials.Any(material => material.Name == "授权委托书"));

    [Theory]
    [InlineData("agent=b,food.q2=a", "q1=b,q2=a")]
    [InlineData("agent=a", "q1=a")]
    [InlineData(null, "")]
    public void each_step_says_how_its_own_questions_are_answered(string? answers, string own) =>
        Assert.Equal(own, Plan(answers).Steps.Single(step => step.Id == "food").Matter!.Answers);

    [Fact]
    public void questions_that_the_package_leaves_open_are_carried_over_under_the_item()
    {
        var plan = Plan("size=small,food.q2=a");
        Assert.Equal(["agent", "size", "food.q2", "licence.q1", "licence.q2"], plan.Questions.Select(asked => asked.Id).Order(StringComparer.Ordinal).Order(Comparer<string>.Create((one, other) => one.Contains('.').CompareTo(other.Contains('.')))));
        Assert.Equal(["a"], plan.Questions.Single(asked => asked.Id == "food.q2").Chosen);
        Assert.DoesNotContain(plan.Materials, material => material.Name == "冷库租赁合同");
        Assert.Contains(Plan("size=small,food.q2=b").Materials, material => material.Name == "冷库租赁合同");
        // What the package answers itself is nobody's to answer.
        Assert.Null(PlanMaker.Make(PackageExamples.Draft(), PackageExamples.Matters, "food.q1=a"));
    }

    [Fact]
    public void an_option_that_a_matter_has_no_more_is_asked_and_hides_no_material()
    {
        var renamed = PackageExamples.Food with
        {
            Version = 2,
            Content = PackageExamples.Food.Content with
            {
                Situations = [PackageExamples.Ask("q1") with { Options = [new() { Id = "a", Label = "本人" }, new() { Id = "c", Label = "委托他人" }] }, PackageExamples.Ask("q2")],
                Materials = [.. PackageExamples.Food.Content.Materials.Select(material => material.Serial == 3 ? material with { When = ["q1=c"] } : material)],
            }
        };
        var matters = new Dictionary<string, Matter>(PackageExamples.Matters) { [renamed.Code] = renamed };
        PackagePlan Plan(string answers) => PlanMaker.Make(PackageExamples.Draft(), matters, answers)!;
        Assert.Contains(Plan("agent=b").Questions, asked => asked.Id == "food.q1");
        Assert.Contains(Plan("agent=b").Materials, material => material.Name == "授权委托书");
        Assert.Contains(Plan("agent=b,food.q1=c").Materials, material => material.Name == "授权委托书");
        Assert.DoesNotContain(Plan("agent=b,food.q1=a").Materials, material => material.Name == "授权委托书");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void layers_of_steps_are_walked_once(bool chosen)
    {
        var steps = Enumerable.Range(0, 50).Select(i => new PackageOrder.Step($"s{i}", 1, i < 2 ? [] : [$"s{(i / 2 * 2) - 2}", $"s{(i / 2 * 2) - 1}"])).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var order = PackageOrder.Of(steps, id => chosen || id is "s0" or "s1" or "s49");
        Assert.Equal(chosen ? 48 : 2, order.Before("s49").Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }

    [Fact]
    public void a_closed_matter_is_told_and_left_out_of_form_and_materials()
    {
        var matters = new Dictionary<string, Matter>(PackageExamples.Matters) { [PackageExamples.FireCheck.Code] = PackageExamples.FireCheck.Retire(Examples.Now)!.Value.Matter };
        var plan = PlanMaker.Make(PackageExamples.Draft(), matters, null)!;
        Assert.Equal(["fire"], plan.Unavailable);
        Assert.True(plan.Steps.Single(step => step.Id == "fire").Unavailable);
        Assert.DoesNotContain(plan.Materials, material => material.Name == "平面图");
        Assert.False(plan.Form.Fields.ContainsKey("premisesFloor"));
    }

    [Fact]
    public void departments_take_part_and_one_leads()
    {
        var plan = Plan(null);
        Assert.Equal([("平澜县市场监督管理局", true), ("平澜县消防救援大队", false)], plan.Departments.Select(department => (department.Name, department.Leads)));
        var first = PlanMaker.Make(PackageExamples.Draft(PackageExamples.Restaurant() with { LeadDepartment = null }), PackageExamples.Matters, null)!;
        Assert.Equal(("首问部门牵头", true), (first.Lead.Name, first.Lead.FirstAsked));
    }

    private static PackagePlan Plan(string? answers) => PlanMaker.Make(PackageExamples.Draft(), PackageExamples.Matters, answers)!;
}
