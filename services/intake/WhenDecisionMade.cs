using MassTransit;

namespace GovPlatform.Intake;

/// <summary>Mirrors the decision.</summary>
internal sealed class WhenDecisionMade(Tx tx, Caller me, WorkingDays days, TimeProvider time) : IConsumer<DecisionMade>
{
    public async Task Consume(ConsumeContext<DecisionMade> context)
    {
        var told = context.Message;
        if (await tx.FindForUpdateAsync(told.CaseId) is not { } file || file.Decide(told, time.GetUtcNow().UtcDateTime) is not { } next)
            return;
        await tx.SaveAsync(next, "decide", me, told.Opinion);
        await tx.PlanCheckAsync(next, told.At, days);
    }
}
