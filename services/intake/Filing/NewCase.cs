using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>A new application: all of it in one call, or a draft to go on with.</summary>
public sealed record NewCase : IWayOfDelivery
{
    /// <summary>实施编码, 31 characters, of a published matter.</summary>
    [Required, StringLength(31, MinimumLength = 31)]
    public string MatterCode { get; init; } = "";

    /// <summary>申报渠道: web, mobile or terminal for applicants; counter, phone, agent or cross-region for staff who file for somebody. Default: web, for staff counter.</summary>
    [AllowedValues(null, Channels.Web, Channels.Mobile, Channels.Terminal, Channels.Counter, Channels.Phone, Channels.Agent, Channels.CrossRegion)]
    public string? Channel { get; init; }

    /// <summary>counter 窗口领取, electronic 电子送达, or post 邮寄.</summary>
    [AllowedValues(Ways.Counter, Ways.Electronic, Ways.Post)]
    public string Delivery { get; init; } = Ways.Counter;

    /// <summary>办事场所 at which the result is to be handed out; where left out, wherever it lies.</summary>
    public Guid? DeliveryHall { get; init; }

    /// <summary>Where the result is to be posted: with delivery post, and only then.</summary>
    public PostalAddress? PostalAddress { get; init; }

    /// <summary>Answers to the matter's situations, q1=a,q2=b, one each: only the materials of that situation are asked for.</summary>
    [StringLength(400)]
    public string? Answers { get; init; }

    /// <summary>What the application is about, where one person may have several: shop, vehicle, site.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Object { get; init; }

    /// <summary>ordinary, or commitment: 告知承诺 instead of some materials, where the matter takes it; signed before it is handed in.</summary>
    [AllowedValues(null, CaseMode.Ordinary, CaseMode.Commitment)]
    public string? Mode { get; init; }

    /// <summary>投资项目编号 of the investment project that it is part of.</summary>
    [RegularExpression(Projects.Pattern)]
    public string? ProjectCode { get; init; }

    /// <summary>The form's values, a JSON object.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>Finished uploads of the caller, or papers that are on file, each for one material of the list.</summary>
    [MaxLength(200)]
    public IReadOnlyList<HandedMaterial> Materials { get; init; } = [];

    /// <summary>代理人, where somebody acts for the applicant.</summary>
    public NewAgent? Agent { get; init; }

    /// <summary>True to hand it in at once: everything that the list demands has to be here.</summary>
    public bool Submit { get; init; }

    /// <summary>True to hand it in although the applicant has applied for the same lately; else that is answered with 409 possible-duplicate, which names the others, and nothing is stored.</summary>
    public bool DespiteDuplicates { get; init; }

    /// <summary>Only staff: the account of the person for whom they file.</summary>
    public Guid? ApplicantId { get; init; }
}

/// <summary>A material that is handed in with the application.</summary>
public sealed record HandedMaterial
{
    /// <summary>材料编码 of the matter's list.</summary>
    [Required, StringLength(36, MinimumLength = 36)]
    public string Code { get; init; } = "";

    public Guid? UploadId { get; init; }

    /// <summary>Instead of an upload: the reference of a paper that is on file (GET matters/{code}/on-file).</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? OnFile { get; init; }
}
