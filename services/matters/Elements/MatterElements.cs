using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>The other elements of a matter in GB/T 39046-2020 table 4; null where an element does not apply.</summary>
public sealed record MatterElements
{
    /// <summary>行使层级 (A.2): 1 国家, 2 省, 3 市, 4 县, 5 镇, 6 村, 7 分级管理.</summary>
    [RegularExpression("^[1-7]$")]
    public string ExerciseLevel { get; init; } = "4";

    /// <summary>设定依据: law and article.</summary>
    [StringLength(4000)]
    public string? LegalBasis { get; init; }

    /// <summary>权力来源: 1 法定本级行使, 2 上级下放, 3 上级授权, 4 同级授权, 5 上级委托, 6 同级委托.</summary>
    [StringLength(1)]
    public string? PowerSource { get; init; }

    /// <summary>权限划分.</summary>
    [StringLength(500)]
    public string? Division { get; init; }

    /// <summary>行使内容.</summary>
    [StringLength(500)]
    public string? Exercise { get; init; }

    /// <summary>实施主体性质 (A.3): 1 法定机关, 2 授权组织, 3 受委托组织, 9 其他.</summary>
    [StringLength(1)]
    public string? BodyNature { get; init; }

    /// <summary>法定办结时限说明.</summary>
    [StringLength(1000)]
    public string? StatutoryNote { get; init; }

    /// <summary>承诺办结时限说明.</summary>
    [StringLength(1000)]
    public string? PromisedNote { get; init; }

    /// <summary>受理条件.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>办理流程, in order.</summary>
    public IReadOnlyList<string> Flow { get; init; } = [];

    /// <summary>秒批 rule in words, where rules decide.</summary>
    [StringLength(1000)]
    public string? AutoRule { get; init; }

    /// <summary>共同实施部门.</summary>
    public IReadOnlyList<string> JointDepartments { get; init; } = [];

    /// <summary>共同实施部门代码.</summary>
    public IReadOnlyList<string> JointDepartmentCodes { get; init; } = [];

    /// <summary>委托部门, where the power is entrusted.</summary>
    [StringLength(200)]
    public string? EntrustedBy { get; init; }

    /// <summary>承办机构.</summary>
    [StringLength(200)]
    public string? Office { get; init; }

    /// <summary>承办机构代码.</summary>
    [StringLength(18)]
    public string? OfficeCode { get; init; }

    /// <summary>中介服务.</summary>
    [StringLength(500)]
    public string? Intermediary { get; init; }

    /// <summary>数量限制.</summary>
    [StringLength(500)]
    public string? QuantityLimit { get; init; }

    /// <summary>结果名称.</summary>
    [StringLength(200)]
    public string? ResultName { get; init; }

    /// <summary>结果类型: 10 证照, 20 批文, 99 无或其他.</summary>
    [StringLength(2)]
    public string? ResultType { get; init; }

    /// <summary>结果样本.</summary>
    [StringLength(200)]
    public string? ResultSample { get; init; }

    /// <summary>是否收费.</summary>
    public bool HasFee { get; init; }

    /// <summary>收费依据.</summary>
    [StringLength(1000)]
    public string? FeeBasis { get; init; }

    /// <summary>收费标准.</summary>
    [StringLength(1000)]
    public string? FeeStandard { get; init; }

    /// <summary>收费项目.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<FeeItem> Fees { get; init; } = [];

    /// <summary>通办范围: 1 全国, 2 跨省, 3 跨市, 4 跨县, 5 全镇, 6 跨村.</summary>
    [StringLength(1)]
    public string? ServiceScope { get; init; }

    /// <summary>自然人主题.</summary>
    public IReadOnlyList<string> UserTopics { get; init; } = [];

    /// <summary>法人主题.</summary>
    public IReadOnlyList<string> CorpTopics { get; init; } = [];

    /// <summary>办理形式 (A.5): 1 窗口, 2 电脑端网上, 3 移动端, 4 快递, 9 其他.</summary>
    public IReadOnlyList<string> HandlingForms { get; init; } = [];

    /// <summary>特别程序.</summary>
    [StringLength(500)]
    public string? SpecialProcedure { get; init; }

    /// <summary>特别程序, each with its kind and time.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<SpecialStep> SpecialSteps { get; init; } = [];

    /// <summary>行政管辖: region code.</summary>
    [StringLength(12)]
    public string? Jurisdiction { get; init; }

    /// <summary>到办事现场次数.</summary>
    [Range(0, 9)]
    public int? Visits { get; init; }

    /// <summary>必须现场办理原因.</summary>
    [StringLength(500)]
    public string? VisitsReason { get; init; }

    /// <summary>网办深度: 1 咨询, 2 收件, 3 预审, 4 受理, 5 办理, 6 结果反馈, 9 其他.</summary>
    [StringLength(1)]
    public string? OnlineDepth { get; init; }

    /// <summary>是否支持预约办理.</summary>
    public bool? Appointment { get; init; }

    /// <summary>是否支持网上支付.</summary>
    public bool? OnlinePayment { get; init; }

    /// <summary>是否支持物流快递.</summary>
    public bool? Express { get; init; }

    /// <summary>是否网办.</summary>
    public bool? Online { get; init; }

    /// <summary>网办地址.</summary>
    [StringLength(500)]
    public string? OnlineAddress { get; init; }

    /// <summary>移动端办理地址.</summary>
    [StringLength(500)]
    public string? MobileAddress { get; init; }

    /// <summary>是否支持自助终端办理.</summary>
    public bool? SelfService { get; init; }

    /// <summary>是否进驻政务大厅.</summary>
    public bool? InHall { get; init; }

    /// <summary>运行系统层级.</summary>
    [StringLength(1)]
    public string? SystemLevel { get; init; }

    /// <summary>办理地点.</summary>
    [StringLength(500)]
    public string? Place { get; init; }

    /// <summary>办理时间.</summary>
    [StringLength(500)]
    public string? Hours { get; init; }

    /// <summary>咨询方式: 1 窗口, 2 网络, 3 电话, 4 信件, 5 邮件.</summary>
    public IReadOnlyList<string> EnquiryWays { get; init; } = [];

    [StringLength(50)]
    public string? EnquiryPhone { get; init; }

    /// <summary>监督电话.</summary>
    [StringLength(50)]
    public string? SupervisionPhone { get; init; }

    /// <summary>告知承诺的告知书: content, requirements, responsibility, how it is checked; null where the matter allows no 告知承诺.</summary>
    [StringLength(4000)]
    public string? CommitmentNotice { get; init; }

    /// <summary>承诺核查期限: working days from the grant until the commitment is checked.</summary>
    [Range(1, 250)]
    public int? CommitmentCheckDays { get; init; }

    /// <summary>常见问题.</summary>
    public IReadOnlyList<string> Faq { get; init; } = [];
}
