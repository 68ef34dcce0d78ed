using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>申请材料 of a matter.</summary>
public sealed record MaterialItem
{
    /// <summary>材料编码, 36 characters: handling item 33 and the serial. Told in answers, worked out from the serial in requests.</summary>
    [StringLength(36)]
    public string? Code { get; init; }

    /// <summary>Keeps its material through all versions of the matter.</summary>
    [Range(1, 999)]
    public int Serial { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public string Name { get; init; } = "";

    /// <summary>材料必要性: 1 必要, 2 非必要, 3 容缺后补.</summary>
    [Required, StringLength(1)]
    public string Requirement { get; init; } = "";

    /// <summary>材料形式: 1 纸质, 2 电子, 3 两者.</summary>
    [StringLength(1)]
    public string Form { get; init; } = "3";

    /// <summary>材料类型: 1 原件, 2 复印件, 3 原件和复印件.</summary>
    [StringLength(1)]
    public string? Kind { get; init; }

    [Range(0, 99)]
    public int? Originals { get; init; }

    [Range(0, 99)]
    public int? Copies { get; init; }

    /// <summary>来源渠道: 10 申请人自备, 20 政府部门核发, 99 其他.</summary>
    [StringLength(2)]
    public string? SourceChannel { get; init; }

    /// <summary>出具机构.</summary>
    [StringLength(200)]
    public string? Source { get; init; }

    /// <summary>出具时间要求.</summary>
    [StringLength(200)]
    public string? IssuedWithin { get; init; }

    /// <summary>办理说明（填报须知）.</summary>
    [StringLength(2000)]
    public string? FillNote { get; init; }

    /// <summary>使用说明.</summary>
    [StringLength(2000)]
    public string? Usage { get; init; }

    /// <summary>办理地点.</summary>
    [StringLength(200)]
    public string? Place { get; init; }

    /// <summary>空白表格.</summary>
    [StringLength(200)]
    public string? BlankForm { get; init; }

    /// <summary>示例样表.</summary>
    [StringLength(200)]
    public string? Sample { get; init; }

    /// <summary>受理标准.</summary>
    [StringLength(2000)]
    public string? AcceptStandard { get; init; }

    /// <summary>Needed only by those whose answers fit: question=option, any within a question, all questions; empty is always.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> When { get; init; } = [];

    /// <summary>审查要点.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<string> ReviewPoints { get; init; } = [];

    /// <summary>常见错误.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<string> CommonErrors { get; init; } = [];

    /// <summary>证明: a paper that another body issues only for this purpose; 减证明 counts these.</summary>
    public bool Certificate { get; init; }

    /// <summary>可由承诺替代: a signed commitment (告知承诺) stands in its place.</summary>
    public bool ByCommitment { get; init; }

    /// <summary>证照类型代码, 21 characters, of the e-licence that stands for it: who holds one in force is not asked for the paper. Null: the licence of the material's name.</summary>
    [StringLength(21, MinimumLength = 21)]
    public string? LicenceType { get; init; }

    /// <summary>文件大小上限: bytes that a file handed in for it may have, 1 KB to 256 MB; null: what holds for all.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int? MaxBytes { get; init; }

    /// <summary>空白表格文件: SHA-256 of the file, lower-case hex.</summary>
    [StringLength(64, MinimumLength = 64)]
    public string? BlankFormFile { get; init; }

    /// <summary>示例样表文件: SHA-256 of the file, lower-case hex.</summary>
    [StringLength(64, MinimumLength = 64)]
    public string? SampleFile { get; init; }

    /// <summary>纸质材料规格.</summary>
    [StringLength(50)]
    public string? PageFormat { get; init; }

    /// <summary>设定依据 of the demand for this material.</summary>
    [StringLength(2000)]
    public string? LegalBasis { get; init; }
}
