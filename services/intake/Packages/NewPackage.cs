using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>一件事: one application for several matters.</summary>
public sealed record NewPackage : IWayOfDelivery
{
    /// <summary>Code of a published package of the catalogue: open-restaurant.</summary>
    [Required, RegularExpression("^[a-z][a-z0-9-]{1,49}$")]
    public string PackageCode { get; init; } = "";

    /// <summary>Answers to the questions of the plan, q1=a,food.q1=b, one each; those of the package itself all.</summary>
    [StringLength(2000)]
    public string? Answers { get; init; }

    /// <inheritdoc cref="NewCase.Channel"/>
    [AllowedValues(null, Channels.Web, Channels.Mobile, Channels.Terminal, Channels.Counter, Channels.Phone, Channels.Agent, Channels.CrossRegion)]
    public string? Channel { get; init; }

    /// <inheritdoc cref="NewCase.Delivery"/>
    [AllowedValues(Ways.Counter, Ways.Electronic, Ways.Post)]
    public string Delivery { get; init; } = Ways.Counter;

    /// <inheritdoc cref="NewCase.DeliveryHall"/>
    public Guid? DeliveryHall { get; init; }

    /// <inheritdoc cref="NewCase.PostalAddress"/>
    public PostalAddress? PostalAddress { get; init; }

    /// <summary>The values of the merged form, a JSON object; each sub-case gets the fields of its own form.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>Finished uploads of the caller, or papers that are on file, each for one material of the merged list, by any code behind it, and so for every sub-case that lists it.</summary>
    [MaxLength(200)]
    public IReadOnlyList<HandedMaterial> Materials { get; init; } = [];

    /// <summary>Steps applied for by 告知承诺 instead of some materials, where their matter takes it; each is signed before the package is handed in.</summary>
    [MaxLength(20), EachLength(50)]
    public IReadOnlyList<string> Commitments { get; init; } = [];

    /// <summary>Only staff: the account of the person for whom they file.</summary>
    public Guid? ApplicantId { get; init; }
}

/// <summary>What may be changed of a draft package.</summary>
public sealed record PackageRevision : IWayOfDelivery
{
    /// <inheritdoc cref="CaseRevision.Delivery"/>
    [AllowedValues(null, Ways.Counter, Ways.Electronic, Ways.Post)]
    public string? Delivery { get; init; }

    /// <inheritdoc cref="NewCase.DeliveryHall"/>
    public Guid? DeliveryHall { get; init; }

    /// <inheritdoc cref="NewCase.PostalAddress"/>
    public PostalAddress? PostalAddress { get; init; }

    /// <inheritdoc cref="NewPackage.Form"/>
    public JsonElement? Form { get; init; }
}
