namespace GovPlatform.Contracts;

/// <summary>The matter (事项) as it was when a case was filed: what its readers need of the catalogue, so that none has to ask.</summary>
/// <param name="Code">实施编码, 31 characters.</param>
/// <param name="Version">Matter version; a case keeps its own.</param>
/// <param name="HandlingType">办件类型, GB/T 39046 A.6: 1 immediate (即办件), 2 promised (承诺件).</param>
/// <param name="DepartmentCode">实施主体, unified social credit code.</param>
/// <param name="StatutoryDays">Statutory limit, in StatutoryUnit; null where the law sets none.</param>
/// <param name="PromisedDays">Promised limit, in PromisedUnit; 0 is 'at once' (当场办结).</param>
/// <param name="LicenceType">证照类型代码, 21 characters, of the licence a grant issues; null where none.</param>
/// <param name="LicenceValidYears">Validity of that licence, years; null for no end.</param>
/// <param name="AutoDecide">True where rules decide without a person (秒批).</param>
/// <param name="StatutoryUnit">时限单位 of the statutory limit, see <see cref="LimitUnit"/>.</param>
/// <param name="PromisedUnit">时限单位 of the promised limit.</param>
public sealed record MatterRef(
    string Code, int Version, string Name, string HandlingType, string DepartmentCode, string DepartmentName,
    int? StatutoryDays, int PromisedDays, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide,
    string StatutoryUnit = LimitUnit.WorkingDay, string PromisedUnit = LimitUnit.WorkingDay);

/// <summary>The applicant of a case: the account, and sealed personal data for the services that must print it.</summary>
/// <param name="AccountId">The account that applied (or for whom the counter applied).</param>
/// <param name="Kind">citizen or organisation.</param>
/// <param name="NameSealed">Name, sealed by PersonalData.</param>
/// <param name="IdTypeCode">持证主体代码类型代码: 111 公民身份号码, 001 统一社会信用代码.</param>
/// <param name="IdNumberSealed">Number of that type, sealed by PersonalData.</param>
/// <param name="PhoneSealed">Mobile number, sealed; null where none was given.</param>
public sealed record ApplicantRef(Guid AccountId, string Kind, string NameSealed, string IdTypeCode, string IdNumberSealed, string? PhoneSealed);

/// <summary>An applicant has handed the application in (online: the pre-review clock of 2 working days starts).</summary>
/// <param name="Channel">web, mobile, counter, terminal, phone, agent or cross-region.</param>
public sealed record CaseSubmitted(Guid CaseId, string CaseNumber, DateTime At, MatterRef Matter, ApplicantRef Applicant, string Channel) : ICaseEvent;

/// <summary>The pre-review has found the online application in order (预审通过).</summary>
/// <param name="RespondBy">Last day for the authority to accept, ask or refuse; null while it waits for another step of its package.</param>
public sealed record CasePreReviewed(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, DateOnly? RespondBy) : ICaseEvent;

/// <summary>The counter has taken the materials in and given the receipt (《材料受理及接收凭证》).</summary>
/// <param name="RespondBy">Last day for the authority to accept, ask or refuse: five working days from the submission, at the counter from the reception.</param>
public sealed record CaseReceived(Guid CaseId, string CaseNumber, DateTime At, MatterRef Matter, ApplicantRef Applicant, string ReceiptNumber, DateOnly? RespondBy = null) : ICaseEvent;

/// <summary>One notice has named everything that is missing (一次性告知); the applicant may answer until Due.</summary>
/// <param name="Due">Last day for the applicant to answer, a date in Asia/Shanghai.</param>
/// <param name="PreReview">True where the pre-review of an online application has returned it (预审退回).</param>
/// <param name="Notice">1 for the one notice that there should be; from 2 on a supervisor has given a reason.</param>
public sealed record SupplementRequested(
    Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, IReadOnlyList<string> MaterialNames, DateOnly Due,
    bool PreReview = false, int Notice = 1) : ICaseEvent;

/// <summary>The applicant's time to answer a notice ends soon.</summary>
public sealed record SupplementDueSoon(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, DateOnly Due) : ICaseEvent;

/// <summary>The applicant has supplied what the notice named.</summary>
public sealed record SupplementSupplied(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId) : ICaseEvent;

/// <summary>The case is accepted (受理): the promised and statutory clocks run from the next working day (行政许可法 art. 42, 82).</summary>
/// <param name="PromisedDue">Last day of the promised limit; null where handled at once.</param>
/// <param name="StatutoryDue">Last day of the statutory limit; null where the law sets none.</param>
/// <param name="Provisional">True where a due date lies in a year whose calendar is not published.</param>
/// <param name="Materials">What was handed in, by material code and content digest (SHA-256, hex).</param>
/// <param name="Delivery">counter, electronic or post: how the applicant wants the result.</param>
/// <param name="Deemed">True where nobody answered in five working days: accepted by law from the day of receipt (行政许可法 art. 32).</param>
/// <param name="Mode">ordinary, deferred (容缺受理) or commitment (告知承诺).</param>
/// <param name="DeferralDue">容缺: last day for the materials that are handed in later; nothing is decided before they are there.</param>
/// <param name="GreenDue">绿色通道: its own last day, not after the promised one; null where it is not open.</param>
public sealed record CaseAccepted(
    Guid CaseId, string CaseNumber, DateTime At, MatterRef Matter, ApplicantRef Applicant,
    DateOnly AcceptedOn, DateOnly PromisedDue, DateOnly? StatutoryDue, bool Provisional,
    IReadOnlyList<MaterialRef> Materials, string Delivery, bool Deemed = false, string Mode = "ordinary", DateOnly? DeferralDue = null, DateOnly? GreenDue = null) : ICaseEvent;

/// <summary>The applicant of an accepted case wants the result in another way than the acceptance told.</summary>
/// <param name="Delivery">counter, electronic or post.</param>
/// <param name="Version">Version of the case; what is told with a lower one is older.</param>
public sealed record ResultRedirected(Guid CaseId, string CaseNumber, DateTime At, string Delivery, int Version) : ICaseEvent;

/// <summary>绿色通道: it has been opened for a case, which then has a shorter clock of its own.</summary>
/// <param name="GreenDue">Its own last day, not after the promised one; null before acceptance, which tells it then.</param>
public sealed record GreenChannelOpened(Guid CaseId, string CaseNumber, DateTime At, MatterRef Matter, DateOnly? GreenDue) : ICaseEvent;

/// <summary>One material of a case: its name in the matter's list and the digest of its content.</summary>
/// <param name="Required">材料必要性: true where the list demands it.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex; null where nothing was handed in.</param>
/// <param name="Deferred">True where it may be handed in later (容缺).</param>
/// <param name="Reference">Where no file is needed: the e-licence, or the case, that stands for it.</param>
public sealed record MaterialRef(string Code, string Name, bool Required, string? Sha256, bool Deferred = false, string? Reference = null);

/// <summary>The counter has refused the case in writing (不予受理), with reasons and remedies.</summary>
public sealed record CaseRefused(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, string Reason) : ICaseEvent;

/// <summary>The applicant has withdrawn before acceptance.</summary>
public sealed record CaseWithdrawn(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName) : ICaseEvent;

/// <summary>The applicant has let the time to answer a notice pass: the case has lapsed (逾期未补正).</summary>
public sealed record CaseLapsed(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, DateOnly Due) : ICaseEvent;

/// <summary>
/// A sub-case of a package that waits for other steps is known to its department, which may begin (应提前开展): told when it is handed in, with each step
/// that is done, and when it has ended before acceptance.
/// </summary>
/// <param name="WaitsFor">Names of the steps that are still to be done.</param>
/// <param name="Status">waiting, released (nothing is left to wait for), or ended.</param>
/// <param name="Version">Version of the case; what is told with a lower one is older.</param>
public sealed record CaseAnnounced(
    Guid CaseId, string CaseNumber, DateTime At, MatterRef Matter, Guid AccountId, Guid PackageId, string PackageNumber, string PackageName,
    IReadOnlyList<string> WaitsFor, string Status, int Version) : ICaseEvent
{
    public const string Waiting = "waiting";
    public const string Released = "released";
    public const string Ended = "ended";
}

/// <summary>The last sub-case of a package (一件事) has ended: one closing for all.</summary>
/// <param name="Granted">Names of the matters that were granted.</param>
/// <param name="NotGranted">Names of the others; their cases say why.</param>
public sealed record PackageFinished(
    Guid PackageId, string Number, DateTime At, Guid AccountId, string Name, IReadOnlyList<string> Granted, IReadOnlyList<string> NotGranted) : IEvent;

/// <summary>An accepted case should end before it is decided; approval answers with ApprovalEnded, or has decided already.</summary>
/// <param name="Reason">withdrawn, or deferral-not-kept (容缺未补齐).</param>
public sealed record EndRequested(Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string Reason) : ICaseEvent;

/// <summary>approval has ended an accepted case without a decision (终止).</summary>
/// <param name="Reason">withdrawn, or deferral-not-kept.</param>
/// <param name="Version">Version of the approval; rises by one with each transition.</param>
public sealed record ApprovalEnded(Guid CaseId, string CaseNumber, DateTime At, string Reason, MatterRef Matter, Guid AccountId, int Version) : ICaseEvent;

/// <summary>The department has sent an accepted case back to the counter, which puts right what it got wrong; the clocks run on.</summary>
/// <param name="Version">Version of the approval; rises by one with each transition.</param>
public sealed record CaseSentBack(Guid CaseId, string CaseNumber, DateTime At, string Reason, int Version) : ICaseEvent;

/// <summary>The counter has put right what the department sent back.</summary>
/// <param name="AnswersVersion">Version of the approval that it answers.</param>
/// <param name="Version">Version of the case; materials told with a lower one are older. 0 from before it was told.</param>
public sealed record CaseHandedInAgain(
    Guid CaseId, string CaseNumber, DateTime At, string Note, IReadOnlyList<MaterialRef> Materials, int AnswersVersion, int Version = 0) : ICaseEvent;

/// <summary>容缺: all that was to come later is there; it may be granted now.</summary>
/// <param name="Version">Version of the case; materials told with a lower one are older. 0 from before it was told.</param>
public sealed record DeferredSupplied(Guid CaseId, string CaseNumber, DateTime At, IReadOnlyList<MaterialRef> Materials, int Version = 0) : ICaseEvent;

/// <summary>A letter waits for the applicant's signature; until then the case goes no further by it.</summary>
/// <param name="Kind">deferral (容缺受理承诺书).</param>
/// <param name="MaterialNames">What may come later.</param>
/// <param name="Days">Working days after acceptance until when.</param>
public sealed record LetterOffered(
    Guid CaseId, string CaseNumber, DateTime At, Guid AccountId, string MatterName, string Kind, IReadOnlyList<string> MaterialNames, int Days) : ICaseEvent;

/// <summary>告知承诺: the check has found the commitment false; what was granted on it is revoked (撤销).</summary>
/// <param name="LicenceId">Of the licence where intake knows it already.</param>
/// <param name="Finding">What the check has found, for the applicant.</param>
public sealed record CommitmentFalse(Guid CaseId, string CaseNumber, DateTime At, MatterRef Matter, Guid AccountId, string? LicenceId, string Finding) : ICaseEvent;

/// <summary>Something was done or tried at the counter that the rules forbid or watch; supervision keeps it.</summary>
/// <param name="Rule">unlisted-material, visit-demanded, second-notice, deemed-acceptance, outside-mandate, false-commitment, ….</param>
/// <param name="Detail">What it was about; no personal data.</param>
/// <param name="By">Account of the member of staff; null where a clock ran out.</param>
/// <param name="Refused">True where the platform did not let it happen.</param>
public sealed record IrregularityFound(
    Guid CaseId, string CaseNumber, DateTime At, string Rule, string Detail, Guid? By, bool Refused, string MatterName, string DepartmentCode) : ICaseEvent;

/// <summary>A case that somebody follows has gone one step on.</summary>
/// <param name="Status">Its status after the step.</param>
/// <param name="Action">The step: receive, accept, start-approval, ….</param>
/// <param name="Version">Version of the case; rises by one with each step.</param>
/// <param name="Followers">Accounts of those who follow the case or its project.</param>
public sealed record CaseProgressed(
    Guid CaseId, string CaseNumber, DateTime At, string Status, string Action, int Version, string MatterName, IReadOnlyList<Guid> Followers) : ICaseEvent;

/// <summary>A department has taken the accepted case up.</summary>
/// <param name="Version">Version of the approval; rises by one with each transition.</param>
public sealed record ApprovalStarted(Guid CaseId, string CaseNumber, DateTime At, string DepartmentCode, int Version) : ICaseEvent;

/// <summary>The department has decided: granted or denied (准予 / 不予).</summary>
/// <param name="Outcome">granted or denied.</param>
/// <param name="Opinion">The written reasons; for a denial with the remedies (行政许可法 art. 38).</param>
/// <param name="DecidedBy">Account of the person who decided, or null where rules did.</param>
/// <param name="Version">Version of the approval; rises by one with each transition.</param>
/// <param name="CommitmentFalse">告知承诺: denied because the commitment was found false.</param>
public sealed record DecisionMade(
    Guid CaseId, string CaseNumber, DateTime At, string Outcome, string Opinion, Guid? DecidedBy,
    MatterRef Matter, ApplicantRef Applicant, int Version, bool CommitmentFalse = false) : ICaseEvent;
