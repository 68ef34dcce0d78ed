using MassTransit;

namespace GovPlatform.Intake;

/// <summary>Mirrors the decision.</summary>
internal sealed class WhenDecisionMade(Tx tx, Caller me, TimeProvider time) : IConsumer<DecisionMade>
{
    public async Task Consume(ConsumeContext<DecisionMade> context)
    {
        var told = context.Message;
        if (await tx.FindForUpdateAsync(told.CaseId) is { } file && file.Decide(told, time.GetUtcNow().UtcDateTime) is { } next)
            await tx.SaveAsync(next, "decide", me, told.Opinion);
    }
}
