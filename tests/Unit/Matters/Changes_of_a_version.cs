using System.Text.Json;
using System.Text.Json.Nodes;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What differs between two versions, in words.</summary>
public sealed class Changes_of_a_version
{
    private static readonly MatterContent Before = Examples.Content();

    [Fact]
    public void versions_that_are_the_same_have_no_changes() =>
        Assert.Empty(Change.Between(Before, Before with { Reason = "重新公布" }));

    [Fact]
    public void elements_are_named_and_codes_are_read()
    {
        var after = Before with
        {
            HandlingType = "1",
            PromisedDays = 1,
            Audience = ["1"],
            Elements = Before.Elements with { OnlinePayment = true, Flow = ["受理", "审核"], Visits = null },
        };
        Assert.Equal(
            [
                new("/handlingType", "办件类型", "承诺件", "即办件"),
                new("/audience", "服务对象", "自然人；企业法人", "自然人"),
                new("/promisedDays", "承诺办结时限", "8", "1"),
                new("/elements/flow", "办理流程", "申请；受理；审核；审批；办结；送达", "受理；审核"),
                new("/elements/visits", "到办事现场次数", "0", null),
                new("/elements/onlinePayment", "是否支持网上支付", null, "是"),
            ],
            Change.Between(Before, after));
    }

    [Fact]
    public void materials_are_matched_by_serial_wherever_they_stand()
    {
        var after = Before with { Materials = [Before.Materials[1] with { Requirement = "2" }, new() { Serial = 3, Name = "平面图", Requirement = "1" }] };
        Assert.Equal(
            [
                new("/materials/0/requirement", "申请材料2《营业执照》·材料必要性", "容缺后补", "非必要"),
                new("/materials/1", "申请材料3《平面图》", null, "平面图"),
                new("/materials/0", "申请材料1《食品经营许可申请书》", "食品经营许可申请书", null),
            ],
            Change.Between(Before, after));
    }

    [Fact]
    public void the_code_that_a_material_has_in_storage_is_no_change() =>
        Assert.Empty(Change.Between(Before with { Materials = [Before.Materials[0] with { Code = "x" }, Before.Materials[1]] }, Before));

    [Fact]
    public void fees_special_steps_and_situations_are_matched_by_what_they_are()
    {
        SituationOption[] options = [new() { Id = "a", Label = "本人" }, new() { Id = "b", Label = "委托" }];
        var before = Before with { Situations = [new() { Id = "q1", Question = "谁来办理", Options = options }] };
        var after = before with
        {
            Situations = [before.Situations[0] with { Options = [options[0], new() { Id = "c", Label = "监护人" }] }],
            Elements = before.Elements with { Fees = [new() { Name = "工本费", Basis = "某文件", Standard = "10元" }] },
        };
        Assert.Equal(
            [new("/elements/fees/0", "收费项目工本费《工本费》", null, "工本费"), new("/situations/0/options", "情形q1《谁来办理》·选项", "本人；委托", "本人；监护人")],
            Change.Between(before, after).OrderBy(change => change.Pointer));
    }

    [Fact]
    public void every_element_has_a_chinese_name()
    {
        SituationOption[] options = [new() { Id = "a", Label = "本人" }];
        var content = Before with
        {
            Situations = [new() { Options = options }],
            Elements = Before.Elements with { Fees = [new()], SpecialSteps = [new()] },
        };
        var paths = Paths("", JsonSerializer.SerializeToNode(content, GovJson.Events)!).Except(["/elements", "/situations/options/id", "/situations/options/label"]);
        Assert.Empty(paths.Where(path => ElementNames.Of(path) == path).Distinct());
    }

    private static IEnumerable<string> Paths(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Paths($"{path}/{member.Key}", member.Value).Prepend($"{path}/{member.Key}")),
        JsonArray items => items.SelectMany(item => Paths(path, item)),
        _ => [],
    };
}
