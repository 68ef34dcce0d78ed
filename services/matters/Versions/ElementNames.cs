using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovPlatform.Matters;

/// <summary>The Chinese names of elements, and their values as people read them: codes with their names.</summary>
internal static class ElementNames
{
    private sealed record Element(string Name, FrozenDictionary<string, string>? Codes = null);

    private static readonly FrozenDictionary<string, Element> Elements = new Dictionary<string, Element>
    {
        ["/basicCode"] = new("基本编码"), ["/departmentCode"] = new("实施主体代码"), ["/departmentName"] = new("实施主体"), ["/name"] = new("事项名称"),
        ["/handlingType"] = new("办件类型", CodeSets.HandlingType), ["/audience"] = new("服务对象", CodeSets.Audience),
        ["/statutoryDays"] = new("法定办结时限"), ["/statutoryUnit"] = new("法定办结时限单位", CodeSets.TimeUnit),
        ["/promisedDays"] = new("承诺办结时限"), ["/promisedUnit"] = new("承诺办结时限单位", CodeSets.TimeUnit),
        ["/licenceType"] = new("证照类型代码"), ["/licenceName"] = new("证照名称"), ["/licenceValidYears"] = new("证照有效年限"), ["/autoDecide"] = new("秒批"),
        ["/form"] = new("申请表单"), ["/reason"] = new("变更理由"), ["/keywords"] = new("关键词"),

        ["/elements/exerciseLevel"] = new("行使层级", CodeSets.Level), ["/elements/legalBasis"] = new("设定依据"), ["/elements/powerSource"] = new("权力来源", CodeSets.PowerSource),
        ["/elements/division"] = new("权限划分"), ["/elements/exercise"] = new("行使内容"), ["/elements/bodyNature"] = new("实施主体性质", CodeSets.BodyNature),
        ["/elements/statutoryNote"] = new("法定办结时限说明"), ["/elements/promisedNote"] = new("承诺办结时限说明"),
        ["/elements/conditions"] = new("受理条件"), ["/elements/flow"] = new("办理流程"), ["/elements/autoRule"] = new("秒批规则"),
        ["/elements/jointDepartments"] = new("共同实施部门"), ["/elements/jointDepartmentCodes"] = new("共同实施部门代码"), ["/elements/entrustedBy"] = new("委托部门"),
        ["/elements/office"] = new("承办机构"), ["/elements/officeCode"] = new("承办机构代码"), ["/elements/intermediary"] = new("中介服务"), ["/elements/quantityLimit"] = new("数量限制"),
        ["/elements/resultName"] = new("结果名称"), ["/elements/resultType"] = new("结果类型", CodeSets.ResultType), ["/elements/resultSample"] = new("结果样本"),
        ["/elements/hasFee"] = new("是否收费"), ["/elements/feeBasis"] = new("收费依据"), ["/elements/feeStandard"] = new("收费标准"), ["/elements/fees"] = new("收费项目"),
        ["/elements/serviceScope"] = new("通办范围", CodeSets.ServiceScope), ["/elements/userTopics"] = new("自然人主题"), ["/elements/corpTopics"] = new("法人主题"),
        ["/elements/handlingForms"] = new("办理形式", CodeSets.HandlingForm), ["/elements/specialProcedure"] = new("特别程序"), ["/elements/specialSteps"] = new("特别程序"),
        ["/elements/jurisdiction"] = new("行政管辖"), ["/elements/visits"] = new("到办事现场次数"), ["/elements/visitsReason"] = new("必须现场办理原因"),
        ["/elements/onlineDepth"] = new("网办深度", CodeSets.OnlineDepth), ["/elements/appointment"] = new("是否支持预约办理"), ["/elements/onlinePayment"] = new("是否支持网上支付"),
        ["/elements/express"] = new("是否支持物流快递"), ["/elements/online"] = new("是否网办"), ["/elements/onlineAddress"] = new("网办地址"), ["/elements/mobileAddress"] = new("移动端办理地址"),
        ["/elements/selfService"] = new("是否支持自助终端办理"), ["/elements/inHall"] = new("是否进驻政务大厅"), ["/elements/systemLevel"] = new("运行系统层级", CodeSets.Level),
        ["/elements/place"] = new("办理地点"), ["/elements/hours"] = new("办理时间"), ["/elements/enquiryWays"] = new("咨询方式", CodeSets.EnquiryWay),
        ["/elements/enquiryPhone"] = new("咨询电话"), ["/elements/supervisionPhone"] = new("监督电话"), ["/elements/faq"] = new("常见问题"),
        ["/elements/commitmentNotice"] = new("告知承诺书"), ["/elements/commitmentCheckDays"] = new("承诺核查期限（工作日）"),

        ["/elements/fees/name"] = new("名称"), ["/elements/fees/standard"] = new("收费标准"), ["/elements/fees/basis"] = new("收费依据"), ["/elements/fees/reduction"] = new("允许减免"),
        ["/elements/specialSteps/name"] = new("名称"), ["/elements/specialSteps/kind"] = new("种类", CodeSets.SpecialProcedure), ["/elements/specialSteps/days"] = new("时限"),
        ["/elements/specialSteps/unit"] = new("时限单位", CodeSets.TimeUnit),

        ["/situations"] = new("情形"), ["/situations/id"] = new("编号"), ["/situations/question"] = new("问题"), ["/situations/options"] = new("选项"),

        ["/materials"] = new("申请材料"), ["/materials/code"] = new("材料编码"), ["/materials/serial"] = new("序号"), ["/materials/name"] = new("名称"),
        ["/materials/requirement"] = new("材料必要性", CodeSets.Requirement), ["/materials/form"] = new("材料形式", CodeSets.MaterialForm), ["/materials/kind"] = new("材料类型", CodeSets.MaterialKind),
        ["/materials/originals"] = new("原件份数"), ["/materials/copies"] = new("复印件份数"), ["/materials/sourceChannel"] = new("来源渠道", CodeSets.SourceChannel),
        ["/materials/source"] = new("出具机构"), ["/materials/issuedWithin"] = new("出具时间要求"), ["/materials/fillNote"] = new("填报须知"), ["/materials/usage"] = new("使用说明"),
        ["/materials/place"] = new("办理地点"), ["/materials/blankForm"] = new("空白表格"), ["/materials/sample"] = new("示例样表"), ["/materials/acceptStandard"] = new("受理标准"),
        ["/materials/when"] = new("适用情形"), ["/materials/reviewPoints"] = new("审查要点"), ["/materials/commonErrors"] = new("常见错误"), ["/materials/certificate"] = new("是否证明"), ["/materials/byCommitment"] = new("可由承诺替代"), ["/materials/licenceType"] = new("证照类型代码"), ["/materials/maxBytes"] = new("文件大小上限（字节）"),
        ["/materials/blankFormFile"] = new("空白表格文件"), ["/materials/sampleFile"] = new("示例样表文件"), ["/materials/pageFormat"] = new("纸质材料规格"), ["/materials/legalBasis"] = new("设定依据"),
    }.ToFrozenDictionary();

    /// <summary>The name of the element at a path without the places of items; the path itself where it has none.</summary>
    public static string Of(string path) => Elements.TryGetValue(path, out var element) ? element.Name : path;

    public static string? Text(string path, JsonNode? value) => Text(value, Elements.GetValueOrDefault(path)?.Codes);

    private static string? Text(JsonNode? value, FrozenDictionary<string, string>? codes) => value switch
    {
        null => null,
        JsonArray items => items.Count == 0 ? null : string.Join('；', items.Select(item => Text(item, codes))),
        // An option of a situation.
        JsonObject item when item["label"] is { } label => label.ToString(),
        JsonObject item => item.ToJsonString(GovJson.Events),
        _ when value.GetValueKind() is JsonValueKind.True => "是",
        _ when value.GetValueKind() is JsonValueKind.False => "否",
        _ => codes is null ? value.ToString() : codes.GetValueOrDefault(value.ToString(), value.ToString()),
    };
}
