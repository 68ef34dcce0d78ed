namespace GovPlatform.Ops;

/// <summary>One case with all its moments, from which each service's rows are made; a moment that has not come is null.</summary>
internal sealed class SeedCase
{
    public required int N { get; init; }
    public required int Run { get; init; }
    public required Guid Id { get; init; }
    public required SeedMatter Matter { get; init; }
    public required SeedPerson Person { get; init; }
    public required string Status { get; init; }
    public required bool AtCounter { get; init; }
    public required bool Electronic { get; init; }
    public required SeedStaff Clerk { get; init; }
    public required SeedStaff Approver { get; init; }
    public required DateTime CreatedAt { get; init; }

    public DateTime? SubmittedAt { get; set; }
    public DateTime? ReceivedAt { get; set; }
    public DateTime? RequestedAt { get; set; }
    public DateTime? SuppliedAt { get; set; }
    public DateTime? AcceptedAt { get; set; }
    public DateTime? ClaimedAt { get; set; }
    public DateTime? DecidedAt { get; set; }
    public DateTime? HandedOverAt { get; set; }
    public DateTime? TakenInAt { get; set; }
    public DateTime? ClosedAt { get; set; }
    /// <summary>Refused or withdrawn.</summary>
    public DateTime? EndedAt { get; set; }

    public DateOnly? SupplementDue { get; set; }
    public DateOnly? StepDue { get; set; }
    public DateOnly? PromisedDue { get; set; }
    public DateOnly? StatutoryDue { get; set; }
    public DateOnly? DeliveryDue { get; set; }
    public bool Provisional { get; set; }
    public string? Outcome { get; set; }
    public int? Satisfaction { get; set; }
    public string Number { get; set; } = "";
    public string? Receipt { get; set; }
    public SeedLicence? Licence { get; set; }

    public bool ByRules => Matter.ByRules && Outcome == "granted";

    /// <summary>The day that the number is of: filing online, reception at the counter.</summary>
    public DateOnly NumberDay => ChinaTime.Date(SubmittedAt ?? ReceivedAt!.Value);

    public DateOnly? AcceptedOn => AcceptedAt is { } at ? ChinaTime.Date(at) : null;

    public const string Reasons = "经审查，申请材料齐全，符合法定条件，准予办理。";
    public const string Denial = "经审查，申请人不具备法定条件，不予办理。";
    public const string LegalBasis = "《中华人民共和国行政许可法》第三十八条";
    public const string Remedies = "可自收到决定之日起六十日内申请行政复议，或者六个月内提起行政诉讼";
    public const string Refusal = "申请事项不属于本机关职权范围。\n救济途径：" + Remedies;
    public const string ByRulesReasons = "经规则自动审查，符合法定条件，准予办理。";

    /// <summary>The reasons as approval tells them.</summary>
    public string? WrittenReasons => Outcome switch
    {
        "denied" => $"{Denial}\n法律依据：{LegalBasis}\n救济途径：{Remedies}",
        "granted" => ByRules ? ByRulesReasons : Reasons,
        _ => null,
    };

    /// <summary>What happened, in order: each step is a version of the case and a line of its timeline.</summary>
    public IEnumerable<SeedStep> Steps()
    {
        var (applicant, clerk, approval) = ((Person.Id, Person.Kind), (Clerk.Id, Kind.Staff), SeedStep.OfService);
        yield return new(CreatedAt, "draft", "create", AtCounter ? clerk : applicant);
        if (SubmittedAt is { } submitted) yield return new(submitted, "submitted", "submit", applicant);
        if (ReceivedAt is { } received) yield return new(received, "received", "receive", clerk);
        if (RequestedAt is { } requested) yield return new(requested, "supplement-requested", "request-supplement", clerk, "材料有误，请更正后重新提交");
        if (SuppliedAt is { } supplied) yield return new(supplied, "received", "supply", applicant);
        if (EndedAt is { } ended) yield return Status == "refused" ? new(ended, Status, "refuse", clerk, Refusal) : new(ended, Status, "withdraw", applicant);
        if (AcceptedAt is not { } accepted) yield break;
        yield return new(accepted, "accepted", "accept", clerk);
        yield return new(accepted.AddSeconds(1), "in-approval", "start-approval", approval);
        if (DecidedAt is not { } decided) yield break;
        yield return new(decided, Outcome!, "decide", approval, WrittenReasons);
        if (Licence is { } licence) yield return new(licence.IssuedAt, Outcome!, "attach-licence", approval, licence.LicenceId);
        if (HandedOverAt is not { } handedOver) yield break;
        yield return new(handedOver, "handed-over", "hand-over", approval);
        if (TakenInAt is not { } takenIn) yield break;
        yield return new(takenIn, "ready", "take-in", Electronic ? approval : clerk);
        if (ClosedAt is not { } closed) yield break;
        yield return new(closed, "delivered", "deliver", Electronic ? approval : clerk, Electronic ? "electronic" : "counter");
        yield return new(closed, "closed", "close", Electronic ? approval : clerk);
    }
}

/// <summary>One step of a case.</summary>
internal sealed record SeedStep(DateTime At, string Status, string Action, (Guid Id, string Kind) By, string? Note = null)
{
    /// <summary>What intake does when it hears an event, it does as itself.</summary>
    public static (Guid Id, string Kind) OfService { get; } = (Caller.OfService("intake", "").Id, Kind.Service);
}

/// <summary>The licence that a grant issued.</summary>
internal sealed class SeedLicence
{
    public required Guid Id { get; init; }
    public required string LicenceId { get; init; }
    public required string Number { get; init; }
    public required DateTime IssuedAt { get; init; }
    public required DateOnly? ValidUntil { get; init; }
    public required string VerificationCode { get; init; }
    /// <summary>A later one of the same holder and type has taken its place.</summary>
    public bool Superseded { get; set; }
}
