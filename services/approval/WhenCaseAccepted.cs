using MassTransit;

namespace GovPlatform.Approval;

/// <summary>Opens the department's work on an accepted case; an immediate matter is decided at once where its rules are sure.</summary>
internal sealed class WhenCaseAccepted(Tx tx, TimeProvider time, GovSettings settings, PersonalData personal) : IConsumer<CaseAccepted>
{
    public async Task Consume(ConsumeContext<CaseAccepted> context)
    {
        var told = context.Message;
        var now = time.GetUtcNow().UtcDateTime;
        var (approval, started) = ApprovalCase.Start(told, settings.Region, now);
        var rules = AutoRules.Apply(told.Matter) ? AutoRules.Ask(told, ChinaTime.Date(now), personal.Open(told.Applicant.IdNumberSealed)) : null;
        if (!await InsertAsync(approval with { Rules = rules })) return;

        await tx.ExecuteAsync("delete from announced where region = @Region and case_id = @CaseId", approval);
        tx.Publish(started);
        tx.Tell(approval, "start");
        if (rules is not null)
            await tx.DecideByRulesAsync(approval, rules, now);
    }

    /// <summary>False where the work is open already: the event was told again under another id.</summary>
    private async Task<bool> InsertAsync(ApprovalCase approval) => await tx.ExecuteAsync("""
        insert into approval (
            region, case_id, case_number, status, version, department_code, matter, applicant, materials, delivery,
            accepted_on, promised_due, statutory_due, provisional, opened_at, rules, deferral_due, mode, green_due)
        values (
            @Region, @CaseId, @CaseNumber, @Status, @Version, @DepartmentCode, @Matter, @Applicant, @Materials, @Delivery,
            @AcceptedOn, @PromisedDue, @StatutoryDue, @Provisional, @OpenedAt, @Rules, @DeferralDue, @Mode, @GreenDue)
        on conflict do nothing
        """, approval) == 1;
}
