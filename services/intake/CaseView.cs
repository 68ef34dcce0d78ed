using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>A case as its reader may see it.</summary>
/// <param name="Number">办件编号; null while a draft.</param>
/// <param name="Answers">The answers to the matter's situations that chose the materials.</param>
/// <param name="Object">What the application is about.</param>
/// <param name="Mode">ordinary, deferred (容缺受理) or commitment (告知承诺).</param>
/// <param name="Applicant">In full for the applicant, and for staff who give a Purpose; masked otherwise.</param>
/// <param name="RespondBy">Last day for the authority to say what is missing; accepted by law the day after. Null while that clock stands.</param>
/// <param name="Notices">One-time notices given.</param>
/// <param name="PromisedDue">Last day of the promised limit; null before acceptance.</param>
/// <param name="Provisional">True where a due date lies in a year whose calendar is not published.</param>
/// <param name="EndRequested">Why approval has been asked to end the case: withdrawn or deferral-not-kept.</param>
/// <param name="ReceivedDesk">Where it was received; null is the county hall.</param>
/// <param name="DeliveryHall">The place at which the applicant wants the result; null with delivery counter is wherever it lies.</param>
/// <param name="PostalAddress">Only where the applicant is shown in full.</param>
/// <param name="ParcelReturnedAt">When the post brought the result back; null once it is posted again.</param>
/// <param name="ResultDesk">The desk that holds the result once it has been taken in; null is the county hall.</param>
/// <param name="GreenReason">Only where the applicant is shown in full.</param>
/// <param name="GreenRequestedAt">绿色通道: when it was asked for; null where it was not, or was declined.</param>
/// <param name="GreenSince">Since when it is open.</param>
/// <param name="GreenDue">Its own last day, not after the promised one; null before acceptance.</param>
/// <param name="Form">Null where the reader gives no purpose.</param>
internal sealed record CaseView(
    Guid Id, string? Number, string Status, int Version, string Channel, string Delivery, string Answers, string? Object, string Mode,
    MatterRef Matter, ApplicantView Applicant, AgentView? Agent, IReadOnlyList<CaseMaterial> Materials, JsonElement? Form, string? ReceiptNumber,
    DateOnly? RespondBy, int Notices, DateOnly? SupplementDue, DateOnly? AcceptedOn, DateOnly? PromisedDue, DateOnly? StatutoryDue, DateOnly? DeferralDue,
    bool Provisional, string? Outcome, string? Opinion, string? Refusal, string? RefusalCode, string? EndRequested, string? EndedReason,
    Guid? RefiledFrom, Guid? PackageId, Guid? CertificateId, string? LicenceId, DateTime CreatedAt, DateTime UpdatedAt,
    HallRef? ReceivedDesk, HallRef? DeliveryHall, PostalAddress? PostalAddress, string? Carrier, string? TrackingNumber, DateTime? ParcelReturnedAt, HallRef? ResultDesk,
    string? GreenReason, DateTime? GreenRequestedAt, DateTime? GreenSince, DateOnly? GreenDue)
{
    /// <summary>Other cases of this applicant for the same matter and object; where they were looked for: when it is opened, handed in and read.</summary>
    public IReadOnlyList<AlikeCase>? Duplicates { get; init; }

    public static CaseView Of(CaseFile file, IReadOnlyList<CaseMaterial> materials, PersonalData data, WorkingDays days, bool full) => new(
        file.Id, file.Number, file.Status, file.Version, file.Channel, file.Delivery, file.Answers, file.Object, file.Mode,
        file.Matter, ApplicantView.Of(file.Applicant, data, full), file.Agent is { } agent ? AgentView.Of(agent, data, full) : null,
        materials, full ? JsonElement.Parse(data.Open(file.FormSealed)) : null, file.ReceiptNumber,
        file.RespondBy(days), file.Notices, file.SupplementDue, file.AcceptedOn, file.PromisedDue,
        file.StatutoryDue, file.DeferralDue, file.Provisional, file.Outcome, file.Opinion, file.Refusal, file.RefusalCode, file.EndRequested, file.EndedReason,
        file.RefiledFrom, file.PackageId, file.CertificateId, file.LicenceId, file.CreatedAt, file.UpdatedAt,
        file.ReceivedDesk, file.DeliveryHall, full ? WayOfDelivery.Open(file.PostalSealed, data) : null, file.Carrier, file.TrackingNumber, file.ParcelReturnedAt, file.ResultDesk,
        full && file.GreenReasonSealed is { } reason ? data.Open(reason) : null, file.GreenRequestedAt, file.GreenSince, file.GreenDue);
}

/// <summary>The applicant of a case.</summary>
/// <param name="IdTypeCode">111 公民身份号码, 001 统一社会信用代码.</param>
internal sealed record ApplicantView(Guid AccountId, string Kind, string Name, string IdTypeCode, string IdNumber, string? Phone)
{
    public static ApplicantView Of(ApplicantRef applicant, PersonalData data, bool full)
    {
        var (name, number, phone) = (data.Open(applicant.NameSealed), data.Open(applicant.IdNumberSealed), applicant.PhoneSealed is { } p ? data.Open(p) : null);
        if (full)
            return new(applicant.AccountId, applicant.Kind, name, applicant.IdTypeCode, number, phone);
        return new(applicant.AccountId, applicant.Kind, Mask.Name(applicant.Kind, name), applicant.IdTypeCode,
            Mask.IdNumber(applicant.Kind, number), phone is null ? null : Mask.Phone(phone));
    }
}

/// <summary>A case in a list.</summary>
/// <param name="Version">For If-Match.</param>
/// <param name="ApplicantName">Masked.</param>
/// <param name="Held">At the counter: whether me or another has it in hand now; null where nobody has.</param>
/// <param name="Alike">In the counter's queue: the same applicant has the same matter, for the same object, once more.</param>
/// <param name="Green">In the green channel (绿色通道).</param>
/// <param name="GreenDue">Its own last day.</param>
internal sealed record CaseLine(
    Guid Id, string? Number, string Status, int Version, string Channel, string MatterName, string ApplicantName, DateOnly? SupplementDue, DateOnly? PromisedDue,
    bool Provisional, DateTime UpdatedAt, string? Held, bool Alike, bool Green, DateOnly? GreenDue);

/// <summary>Makes views of cases: opens what is sealed, and works out the days that are not stored.</summary>
internal sealed class CaseViews(PersonalData data, WorkingDays days)
{
    /// <param name="full">False masks the applicant and leaves the form out.</param>
    public CaseView Of(CaseFile file, IReadOnlyList<CaseMaterial> materials, bool full) => CaseView.Of(file, materials, data, days, full);
}
