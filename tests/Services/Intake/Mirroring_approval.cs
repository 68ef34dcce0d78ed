using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>What approval and certificates tell, in order, late, early and twice.</summary>
public sealed class Mirroring_approval(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task a_case_goes_from_acceptance_to_closing()
    {
        var (file, told) = await AcceptedAsync();
        await host.DeliverAsync(Started(told));
        Assert.Equal("in-approval", await StatusAsync(file));
        await host.DeliverAsync(Decision(told, "granted"));
        Assert.Equal("granted", await StatusAsync(file));
        await host.DeliverAsync(HandOver(told));
        using var early = await host.TryAsync(People.Clerk, await host.ReadAsync(People.Clerk, file), "take-in");
        await Filing_a_case.ProblemAsync(early, 409, "licence-pending");
        await host.DeliverAsync(Issued(told));
        var ready = await host.MoveAsync(People.Clerk, await host.ReadAsync(People.Clerk, file), "take-in");
        var closed = await host.MoveAsync(People.Clerk, ready, "deliver");
        Assert.Equal("closed", closed.GetProperty("status").GetString());
        Assert.Equal("counter", (await host.Published<CaseDelivered>()).Single(e => e.CaseId == told.CaseId).Method);
        Assert.Equal("granted", (await host.Published<CaseClosed>()).Single(e => e.CaseId == told.CaseId).Outcome);
    }

    [Fact]
    public async Task a_decision_heard_before_the_start_stands_and_the_start_changes_nothing()
    {
        var (file, told) = await AcceptedAsync();
        await host.DeliverAsync(Decision(told, "denied"));
        await host.DeliverAsync(Started(told));
        Assert.Equal("denied", await StatusAsync(file));
    }

    [Fact]
    public async Task a_hand_over_heard_before_the_decision_tells_it_and_the_decision_changes_nothing()
    {
        var (file, told) = await AcceptedAsync();
        await host.DeliverAsync(HandOver(told));
        await host.DeliverAsync(Decision(told, "granted"));
        Assert.Equal("handed-over granted", await host.RowAsync<string>("select status || ' ' || outcome from case_file where id = @id", new { id = IntakeHost.Id(file) }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_electronic_result_is_delivered_and_closed_by_itself_once_it_is_complete(bool licenceFirst)
    {
        var (file, told) = await AcceptedAsync("electronic");
        await host.DeliverAsync(Decision(told, "granted"));
        if (licenceFirst)
            await host.DeliverAsync(Issued(told));
        await host.DeliverAsync(HandOver(told));
        if (!licenceFirst)
        {
            Assert.Equal("handed-over", await StatusAsync(file));
            await host.DeliverAsync(Issued(told));
        }
        Assert.Equal("closed", await StatusAsync(file));
        Assert.Equal("electronic", (await host.Published<CaseDelivered>()).Single(e => e.CaseId == told.CaseId).Method);
    }

    private async Task<(JsonElement File, CaseAccepted Told)> AcceptedAsync(string delivery = "counter")
    {
        var file = await host.AcceptedAsync(delivery);
        return (file, (await host.Published<CaseAccepted>()).Single(e => e.CaseId == IntakeHost.Id(file)));
    }

    private Task<string?> StatusAsync(JsonElement file) => host.RowAsync<string>("select status from case_file where id = @id", new { id = IntakeHost.Id(file) });

    private static ApprovalStarted Started(CaseAccepted told) => new(told.CaseId, told.CaseNumber, told.At, told.Matter.DepartmentCode, 1);

    private static DecisionMade Decision(CaseAccepted told, string outcome) =>
        new(told.CaseId, told.CaseNumber, told.At, outcome, "符合法定条件", People.Approver.Id, told.Matter, told.Applicant, 2);

    private static ResultHandedOver HandOver(CaseAccepted told) => new(told.CaseId, told.CaseNumber, told.At, "granted", "符合法定条件", null, 3);

    private static CertificateIssued Issued(CaseAccepted told) =>
        new(told.CaseId, told.CaseNumber, told.At, Guid.CreateVersion7(), $"1.2.156.3005.2.{told.CaseId:N}", "JY1", "食品经营许可证", told.Applicant.AccountId, "code");
}
