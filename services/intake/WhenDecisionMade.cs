using MassTransit;

namespace GovPlatform.Intake;

/// <summary>Mirrors the decision.</summary>
internal sealed class WhenDecisionMade(Tx tx, Caller me, WorkingDays days, TimeProvider time) : IConsumer<DecisionMade>
{
    public async Task Consume(ConsumeContext<DecisionMade> context)
    {
        var told = context.Message;
        if (await tx.FindForUpdateAsync(told.CaseId) is not { } file)
            return;
        // Also where the hand-over has told the decision first.
        if (told.CommitmentFalse && file.Mode == CaseMode.Commitment)
            await tx.RecordFalseCommitmentAsync(file, "核查发现承诺不实，不予批准", "告知承诺不实，不予批准", told.DecidedBy, time.GetUtcNow().UtcDateTime);
        if (file.Decide(told, time.GetUtcNow().UtcDateTime) is not { } next)
            return;
        await tx.SaveAsync(next, "decide", me, told.Opinion);
        await tx.PlanCheckAsync(next, told.At, days);
    }
}
