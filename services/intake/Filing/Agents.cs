using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Intake;

/// <summary>代理人: who acts for the applicant, and on what authority.</summary>
public sealed record NewAgent
{
    [Required, StringLength(100, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>公民身份号码, 18 characters with its check digit (GB 11643).</summary>
    [Required, StringLength(18, MinimumLength = 18)]
    public string IdNumber { get; init; } = "";

    [RegularExpression("^1[0-9]{10}$")]
    public string? Phone { get; init; }

    /// <summary>授权委托书: a finished upload of the caller.</summary>
    [Required]
    public Guid? AuthorityUploadId { get; init; }
}

/// <summary>代理人, as the case keeps it: personal data sealed, the authority document by its digest.</summary>
internal sealed record AgentRef(string NameSealed, string IdNumberSealed, string? PhoneSealed, string AuthoritySha256, string AuthorityMediaType);

/// <summary>The agent as a reader sees it: in full for the applicant, masked for others.</summary>
internal sealed record AgentView(string Name, string IdNumber, string? Phone, string AuthoritySha256)
{
    public static AgentView Of(AgentRef agent, PersonalData data, bool full)
    {
        var (name, number, phone) = (data.Open(agent.NameSealed), data.Open(agent.IdNumberSealed), agent.PhoneSealed is { } p ? data.Open(p) : null);
        return full ? new(name, number, phone, agent.AuthoritySha256)
            : new(Mask.Name(Kind.Citizen, name), Mask.IdNumber(Kind.Citizen, number), phone is null ? null : Mask.Phone(phone), agent.AuthoritySha256);
    }
}
