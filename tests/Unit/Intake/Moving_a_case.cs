using System.Globalization;
using System.Reflection;
using GovPlatform.Intake;

namespace GovPlatform.Tests.Unit.Intake;

/// <summary>Every arrow of the diagram, and every arrow that is not in it.</summary>
public sealed class Moving_a_case
{
    private static readonly DateTime Now = new(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc);
    private static readonly WorkingDays Days = new();

    private static readonly string[] BeforeAcceptance = ["draft", "submitted", "pre-reviewed", "returned", "received", "supplement-requested"];
    private static readonly string[] HandedIn = ["submitted", "pre-reviewed", "returned", "received", "supplement-requested"];
    private static readonly string[] AtApproval = ["accepted", "in-approval", "sent-back"];

    private static readonly HallRef Closed = new(Guid.AllBitsSet, "东城镇便民服务中心", "township-hall", "一路1号");

    /// <summary>Each arrow: how it is gone, where to (null: it stays), and from where.</summary>
    private static readonly Dictionary<string, (Func<CaseFile, CaseFile?> Move, string? To, string[] From)> Arrows = new()
    {
        ["revise"] = (c => c.Revise("f", Now), null, ["draft", "returned", "supplement-requested"]),
        ["submit"] = (c => c.Submit("n", Now), "submitted", ["draft"]),
        ["pre-review"] = (c => c.PreReview(Now), "pre-reviewed", ["submitted"]),
        ["return"] = (c => c.Return(new(2026, 12, 1), Now), "returned", ["submitted"]),
        ["resubmit"] = (c => c.Resubmit(Now), "submitted", ["returned"]),
        ["receive"] = (c => c.Receive("n", "r", Now), "received", ["submitted", "pre-reviewed"]),
        ["correct"] = (c => c.Correct("f", Now), null, ["received"]),
        ["request-supplement"] = (c => c.RequestSupplement(new(2026, 12, 1), Now), "supplement-requested", ["received"]),
        ["supply"] = (c => c.Supply(Now), "received", ["supplement-requested"]),
        ["accept"] = (c => c.Accept(Days, Now), "accepted", ["received"]),
        ["deem-accepted"] = (c => (c with { ClockFrom = new(2026, 11, 1) }).DeemAccepted(Days, Now), "accepted", ["submitted", "pre-reviewed", "received"]),
        ["refuse"] = (c => c.Refuse("barred", "x", Now), "refused", ["submitted", "pre-reviewed", "received"]),
        ["lapse"] = (c => (c with { SupplementDue = new(2026, 11, 19) }).Lapse(Now), "lapsed", ["returned", "supplement-requested"]),
        ["withdraw"] = (c => c.Withdraw(Now), "withdrawn", BeforeAcceptance),
        ["request-end"] = (c => c.RequestEnd("withdrawn", Now), null, AtApproval),
        ["end"] = (c => c.End(new(Guid.Empty, "n", Now, "withdrawn", Matter!, Guid.Empty, 2), Now), "ended", AtApproval),
        ["release"] = (c => (c with { WaitsFor = ["licence"] }).Release("licence", Now), null, [.. HandedIn]),
        ["refuse-waiting"] = (c => (c with { WaitsFor = ["licence"] }).RefuseWaiting("x", Now), "refused", [.. HandedIn]),
        ["urge"] = (c => c.Urge(Now), null, ["submitted", "pre-reviewed", "received", "accepted", "in-approval", "sent-back", "handed-over"]),
        ["start-approval"] = (c => c.StartApproval(1, Now), "in-approval", ["accepted"]),
        ["send-back"] = (c => c.SendBack(new(Guid.Empty, "n", Now, "scan", 2), Now), "sent-back", ["accepted", "in-approval"]),
        ["hand-in-again"] = (c => c.HandInAgain(Now), "in-approval", ["sent-back"]),
        ["grant"] = (c => c.Decide(Decision("granted"), Now), "granted", AtApproval),
        ["deny"] = (c => c.Decide(Decision("denied"), Now), "denied", AtApproval),
        ["hand-over"] = (c => c.HandOver(new(Guid.Empty, "n", Now, "granted", "opinion", null, 3), Now), "handed-over", [.. AtApproval, "granted", "denied"]),
        ["redirect"] = (c => c.Redirect(Now), null, [.. HandedIn, .. AtApproval, "granted", "denied", "handed-over", "ready"]),
        ["post"] = (c => (c with { Delivery = "post", PostalSealed = "sealed" }).Post("EMS", "E1", Now), null, ["ready"]),
        ["parcel-returned"] = (c => (c with { TrackingNumber = "E1" }).ParcelReturned(Now), null, ["ready"]),
        ["call-back"] = (c => (c with { DeliveryHall = Closed }).CallBack(null, [$"{Closed.Id}"], Now), null, ["ready"]),
        ["attach-licence"] = (c => c.Attach(new(Guid.Empty, "n", Now, Guid.Empty, "l", "n", "证", Guid.Empty, "code"), Now), null, [.. AtApproval, "granted", "handed-over", "ready", "delivered", "closed", "revoked"]),
        ["green-request"] = (c => (c with { UpdatedAt = Now }).RequestGreen("sealed", null, Guid.Empty, Now), null, [.. HandedIn, .. AtApproval]),
        ["green-open"] = (c => (c with { UpdatedAt = Now, GreenRequestedAt = Now }).OpenGreen(Days, Now), null, [.. HandedIn, .. AtApproval]),
        ["green-decline"] = (c => (c with { UpdatedAt = Now, GreenRequestedAt = Now }).DeclineGreen(), null, [.. HandedIn, .. AtApproval]),
        ["take-in"] = (c => c.TakeIn(Now), "ready", ["handed-over"]),
        ["deliver"] = (c => c.Deliver(Now), "delivered", ["ready"]),
        ["close"] = (c => c.Close(Now), "closed", ["delivered"]),
        ["defer"] = (c => c.Defer(Now), null, ["received"]),
        ["sign"] = (c => c.Sign("commitment", Now), null, BeforeAcceptance),
        ["replace-infected"] = (c => c.ReplaceInfected(Now), null, [CaseStatus.Accepted, CaseStatus.InApproval]),
        ["supply-deferred"] = (c => (c with { DeferralDue = new(2026, 12, 1) }).SupplyDeferred(Now), null, AtApproval),
        ["check"] = (c => (c with { Outcome = "granted", Mode = "commitment" }).Check(Now), null, ["granted", "handed-over", "ready", "delivered", "closed"]),
        ["revoke"] = (c => (c with { Outcome = "granted", Mode = "commitment" }).Revoke(Now), "revoked", ["granted", "handed-over", "ready", "delivered", "closed"]),
    };

    private static readonly List<string> States = [.. typeof(CaseStatus).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetValue(null)!)];

    /// <summary>Steps that are only noted: originals are looked at until the case is over, papers travel as soon as it has a number.</summary>
    private static readonly Dictionary<string, Func<string, bool>> Notes = new()
    {
        ["check-originals"] = state => !CaseStatus.IsFinal(state), ["papers"] = state => state != CaseStatus.Draft, ["originals"] = state => state != CaseStatus.Draft,
    };

    public static IEnumerable<object[]> EveryPair() => from arrow in Arrows.Keys from state in States select new object[] { arrow, state };

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void a_case_moves_only_along_its_arrows(string arrow, string from)
    {
        var before = Case(from);
        var after = Arrows[arrow].Move(before);
        if (Arrows[arrow].From.Contains(from))
            Assert.Equal((Arrows[arrow].To ?? from, before.Version + 1, Now), (after?.Status, after?.Version, after?.UpdatedAt));
        else
            Assert.Null(after);
    }

    [Fact]
    public void the_readme_shows_these_arrows_and_no_others()
    {
        var drawn = CaseDiagram.Arrows();
        var coded = Arrows.SelectMany(arrow => arrow.Value.From.Select(from => (from, arrow.Value.To ?? from, arrow.Key))).ToHashSet();
        coded.UnionWith(from note in Notes from state in States where note.Value(state) select (state, state, note.Key));
        Assert.Equal(coded.Order(), drawn.Order());
    }

    [Fact]
    public void nobody_answering_in_five_working_days_accepts_from_the_day_of_receipt()
    {
        // National Day 2026: 09-30 + 5 working days is 10-13, since 10-10 is worked.
        var file = Case("received") with { ClockFrom = new(2026, 9, 30) };
        Assert.Equal(new DateOnly(2026, 10, 13), file.RespondBy(Days));
        Assert.Null(file.DeemAccepted(Days, new(2026, 10, 13, 15, 59, 0, DateTimeKind.Utc)));
        var accepted = file.DeemAccepted(Days, new(2026, 10, 13, 16, 0, 0, DateTimeKind.Utc))!;
        Assert.Equal((new DateOnly(2026, 9, 30), Days.Add(new(2026, 9, 30), 5)), (accepted.AcceptedOn!.Value, accepted.PromisedDue!.Value));
    }

    [Theory]
    [InlineData("2026-10-14", "2026-10-07")]
    [InlineData("2026-10-13", "2026-09-29")]
    [InlineData("2026-11-20", "2026-11-12")]
    [InlineData("2026-11-23", "2026-11-15")]
    public void the_cut_off_is_the_latest_day_whose_five_days_are_over(string today, string latest)
    {
        var day = DateOnly.Parse(latest, CultureInfo.InvariantCulture);
        Assert.Equal(day, DeemAccepted.CutOff(Days, DateOnly.Parse(today, CultureInfo.InvariantCulture)));
        Assert.True(Days.Add(day, 5) < DateOnly.Parse(today, CultureInfo.InvariantCulture) && Days.Add(day.AddDays(1), 5) >= DateOnly.Parse(today, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void the_end_is_asked_for_once() =>
        Assert.Null(Case("accepted").RequestEnd("withdrawn", Now)!.RequestEnd("withdrawn", Now));

    [Fact]
    public void a_letter_of_deferral_is_signed_at_the_counter_and_for_an_ordinary_case_only()
    {
        Assert.Equal("received", Case("received").Sign("deferral", Now)?.Status);
        Assert.Null(Case("submitted").Sign("deferral", Now));
        Assert.Null((Case("received") with { Mode = "commitment" }).Defer(Now));
    }

    [Fact]
    public void what_comes_later_comes_inside_the_promise_and_the_day_itself_is_in_time()
    {
        var deferred = (Case("accepted") with { PromisedDue = new(2026, 11, 19) }).Deferred(new(2026, 11, 25));
        Assert.Equal(("deferred", new DateOnly(2026, 11, 19)), (deferred.Mode, deferred.DeferralDue!.Value));
        Assert.Equal("deferral-not-kept", deferred.BreakDeferral(Now)?.EndRequested);
        Assert.Null((deferred with { DeferralDue = new(2026, 11, 20) }).BreakDeferral(Now));
        Assert.Null(deferred.SupplyDeferred(Now)!.BreakDeferral(Now));
    }

    [Fact]
    public void only_a_grant_on_a_commitment_is_revoked()
    {
        Assert.Null((Case("closed") with { Outcome = "denied", Mode = "commitment" }).Revoke(Now));
        Assert.Null((Case("closed") with { Outcome = "granted" }).Revoke(Now));
    }

    [Fact]
    public void the_counter_receives_a_draft_of_its_own_and_no_other()
    {
        Assert.Equal("received", (Case("draft") with { Channel = "counter" }).Receive("n", "r", Now)?.Status);
        Assert.Null(Case("draft").Receive("n", "r", Now));
    }

    [Fact]
    public void a_case_keeps_the_number_it_was_submitted_under() =>
        Assert.Equal("first", (Case("submitted") with { Number = "first" }).Receive("second", "r", Now)?.Number);

    [Fact]
    public void the_clocks_run_from_the_working_day_after_acceptance()
    {
        // 2026-11-20 + 20 working days = 2026-12-18; five = 11-27.
        var accepted = (Case("received") with { Matter = Matter with { PromisedDays = 5, StatutoryDays = 20 } }).Accept(Days, Now)!;
        Assert.Equal((new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 27), new DateOnly(2026, 12, 18), false),
            (accepted.AcceptedOn!.Value, accepted.PromisedDue!.Value, accepted.StatutoryDue!.Value, accepted.Provisional));
    }

    [Fact]
    public void acceptance_counts_from_the_legal_day_in_china()
    {
        var lateEvening = new DateTime(2026, 11, 19, 17, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new DateOnly(2026, 11, 20), Case("received").Accept(Days, lateEvening)!.AcceptedOn);
    }

    [Fact]
    public void a_due_date_in_a_year_without_a_calendar_is_provisional() =>
        Assert.True((Case("received") with { Matter = Matter with { StatutoryDays = 45 } }).Accept(Days, Now)!.Provisional);

    [Fact]
    public void a_grant_that_issues_a_licence_waits_for_it()
    {
        var file = Case("handed-over") with { Outcome = "granted", Matter = Matter with { LicenceType = "t" } };
        Assert.Null(file.TakeIn(Now));
        Assert.Equal("ready", (file with { LicenceId = "x" }).TakeIn(Now)?.Status);
        Assert.Equal("ready", (file with { Outcome = "denied" }).TakeIn(Now)?.Status);
    }

    [Fact]
    public void an_older_word_from_approval_changes_nothing()
    {
        Assert.Null((Case("accepted") with { ApprovalVersion = 1 }).StartApproval(1, Now));
        Assert.Null((Case("in-approval") with { ApprovalVersion = 2 }).Decide(Decision("granted"), Now));
    }

    private static MatterRef Matter { get; } = new("11410400005456787G4000104002000", 1, "事项", "2", "11410400005456787G", "局", 20, 5, null, null, null, false);

    private static CaseFile Case(string status) => new() { Status = status, Version = 7, Matter = Matter };

    private static DecisionMade Decision(string outcome) => new(Guid.Empty, "n", Now, outcome, "opinion", null, Matter, null!, 2);
}
