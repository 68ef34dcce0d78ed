namespace GovPlatform.Ops;

/// <summary>Draws the life of a case: how far it has come, and on which working days it got there.</summary>
internal sealed class SeedLife(SeedGround ground, int run)
{
    // Of a thousand cases. Accepted and delivered last no longer than a message takes, so nothing rests there; drafts have no number yet.
    private static readonly (string Status, int Weight)[] Weights =
    [
        ("closed", 864), ("in-approval", 45), ("refused", 20), ("withdrawn", 20), ("submitted", 10), ("received", 8),
        ("supplement-requested", 8), ("ready", 9), ("granted", 7), ("handed-over", 6), ("denied", 3),
    ];

    private readonly Random chance = new(run * 7919);
    private readonly int last = ground.Days.Count - 1;
    private readonly SeedMatter[] citizens = [.. ground.Matters.Where(matter => matter.ForCitizens)];
    private readonly SeedMatter[] organisations = [.. ground.Matters.Where(matter => matter.ForOrganisations)];

    // 619 and 1000 have no common factor: any thousand cases in a row have exactly these weights.
    private static string StatusOf(int n)
    {
        var place = (int)(n * 619L % 1000);
        foreach (var (status, weight) in Weights)
            if ((place -= weight) < 0)
                return status;
        return "closed";
    }

    public SeedCase Draw(int n, SeedPerson person)
    {
        var status = StatusOf(n);
        var matter = MatterFor(person, status);
        var stay = Stay.Draw(chance, matter.Ref, status);
        var day = status is "closed" or "refused" or "withdrawn" ? chance.Next(Math.Max(1, last - stay.All)) : Math.Max(0, last - stay.All);
        var atCounter = status is not ("submitted" or "withdrawn") && chance.Next(10) < 3;
        var created = At(day, 9, 0);
        var approvers = ground.Approvers[matter.Ref.DepartmentCode].ToList();
        var drawn = new SeedCase
        {
            N = n,
            Run = run,
            Id = SeedId.Of(created, run, n),
            Matter = matter,
            Person = person,
            Status = status,
            AtCounter = atCounter,
            Electronic = status is not ("handed-over" or "ready") && chance.Next(2) == 0,
            Clerk = ground.Clerks[chance.Next(ground.Clerks.Count)],
            Approver = approvers[chance.Next(approvers.Count)],
            CreatedAt = created,
            SubmittedAt = atCounter ? null : created.AddMinutes(1 + chance.Next(20)),
        };
        if (status == "submitted")
            drawn.StepDue = Add(drawn.SubmittedAt!.Value, 2);
        else if (status == "withdrawn")
            (drawn.StepDue, drawn.EndedAt) = (Add(drawn.SubmittedAt!.Value, 2), At(day + stay.BeforeReception, 10, 30));
        else
            Receive(drawn, day, stay);
        return drawn;
    }

    private SeedMatter MatterFor(SeedPerson person, string status)
    {
        IReadOnlyList<SeedMatter> open = person.Kind == Kind.Citizen ? citizens : organisations;
        if (open.Count == 0)
            open = ground.Matters;
        var one = open[chance.Next(open.Count)];
        // What waits for a department is not decided by rules, and not on the same day.
        for (var tries = 0; tries < 50 && status is "in-approval" or "granted" or "denied" && (one.ByRules || one.Ref.PromisedDays < 3); tries++)
            one = open[chance.Next(open.Count)];
        return one;
    }

    private void Receive(SeedCase drawn, int day, Stay stay)
    {
        var at = At(day += stay.BeforeReception, 10, 30);
        drawn.ReceivedAt = at;
        drawn.StepDue = Add(at, 5);
        if (drawn.Status == "refused")
            drawn.EndedAt = At(day + stay.BeforeAcceptance, 14, 30);
        if (drawn.Status == "supplement-requested" || (stay.Supplement > 0 && drawn.Status is not ("received" or "refused")))
        {
            drawn.RequestedAt = At(day, 11, 30);
            drawn.SupplementDue = drawn.StepDue = Add(drawn.RequestedAt.Value, 10);
        }
        if (drawn.Status is "received" or "refused" or "supplement-requested")
            return;
        if (drawn.RequestedAt is not null)
        {
            drawn.SuppliedAt = At(day += stay.Supplement, 12, 30);
            drawn.SupplementDue = null;
            drawn.StepDue = Add(drawn.SuppliedAt.Value, 5);
        }
        Accept(drawn, day + stay.BeforeAcceptance, stay);
    }

    private void Accept(SeedCase drawn, int day, Stay stay)
    {
        var at = At(day, 14, 30);
        var matter = drawn.Matter.Ref;
        drawn.AcceptedAt = at;
        drawn.PromisedDue = ground.Calendar.Due(ChinaTime.Date(at), matter.PromisedDays, matter.PromisedUnit);
        drawn.StatutoryDue = matter.StatutoryDays is { } limit ? ground.Calendar.DueByLaw(ChinaTime.Date(at), limit, matter.StatutoryUnit) : null;
        drawn.Provisional = ground.Calendar.IsProvisional(drawn.StatutoryDue ?? drawn.PromisedDue.Value);
        var byRules = drawn.Matter.ByRules;
        if (drawn.Status == "in-approval")
        {
            drawn.ClaimedAt = chance.Next(3) > 0 ? at.AddMinutes(10) : null;
            return;
        }
        drawn.Outcome = drawn.Status == "denied" || (!byRules && drawn.Status == "closed" && chance.Next(25) == 0) ? "denied" : "granted";
        drawn.ClaimedAt = byRules ? null : at.AddMinutes(10 + chance.Next(10));
        drawn.DecidedAt = byRules ? at.AddSeconds(1) : At(day += stay.InApproval, 15, 30);
        if (drawn.Status is "granted" or "denied")
            return;
        drawn.HandedOverAt = byRules ? at.AddSeconds(5) : At(day, 16, 0);
        drawn.DeliveryDue = Add(drawn.HandedOverAt.Value, 10);
        if (drawn.Status != "handed-over")
            Deliver(drawn, day, stay);
    }

    private void Deliver(SeedCase drawn, int day, Stay stay)
    {
        drawn.TakenInAt = drawn.Electronic ? drawn.HandedOverAt!.Value.AddSeconds(5) : At(day, 16, 30);
        if (drawn.Status == "ready")
            return;
        drawn.ClosedAt = drawn.Electronic ? drawn.TakenInAt : At(day + stay.BeforeDelivery, 17, 0);
        drawn.Satisfaction = chance.Next(20) switch { < 11 => null, < 17 => 5, 17 => 4, 18 => 3, _ => 1 + chance.Next(2) };
    }

    private DateOnly Add(DateTime at, int days) => ground.Calendar.Add(ChinaTime.Date(at), days);

    /// <summary>Some moment of the half hour that begins then; steps of one day have hours of their own, so they stay in order.</summary>
    private DateTime At(int day, int hour, int minute) =>
        ChinaTime.Utc(ground.Days[Math.Clamp(day, 0, last)], new TimeOnly(hour, minute)).AddSeconds(chance.Next(1700));
}

/// <summary>How many working days a case stays in each part of its way; All is from filing to where it rests.</summary>
internal sealed record Stay(int BeforeReception, int Supplement, int BeforeAcceptance, int InApproval, int BeforeDelivery, int All)
{
    public static Stay Draw(Random chance, MatterRef matter, string status)
    {
        var (reception, supplement, acceptance) = (chance.Next(2), chance.Next(100) < 8 ? 1 + chance.Next(6) : 0, chance.Next(3));
        // One in 25 is late; an open case rests somewhere inside its limit, one in eight beyond it.
        var late = chance.Next(status == "in-approval" ? 8 : 25) == 0;
        var approval = late ? matter.PromisedDays + 1 + chance.Next(8) : chance.Next(matter.PromisedDays + 1);
        var delivery = chance.Next(6);
        return status switch
        {
            "submitted" => new(0, 0, 0, 0, 0, chance.Next(10) == 0 ? 4 : chance.Next(2)),
            "received" => new(reception, 0, 0, 0, 0, reception + (chance.Next(10) == 0 ? 7 : chance.Next(4))),
            "supplement-requested" => new(reception, 0, 0, 0, 0, reception + chance.Next(8)),
            "refused" or "withdrawn" => new(reception, 0, acceptance, 0, 0, reception + acceptance),
            _ => new(reception, supplement, acceptance, approval, delivery, reception + supplement + acceptance + approval
                + (status is "closed" or "ready" ? delivery : status is "granted" or "denied" or "handed-over" ? chance.Next(2) : 0)),
        };
    }
}
