using MassTransit;

namespace GovPlatform.Approval;

/// <summary>The counter has put right what was sent back: the work is open again.</summary>
internal sealed class WhenCaseHandedInAgain(Tx tx, GovSettings settings) : IConsumer<CaseHandedInAgain>
{
    public async Task Consume(ConsumeContext<CaseHandedInAgain> context)
    {
        var told = context.Message;
        if (await tx.LockAsync(settings.Region, told.CaseId) is not { } approval || approval.TakeAgain(told) is not { } open) return;

        await tx.SaveAsync(open, "take-again");
        GovTelemetry.Transition("approval", open.Status);
    }
}
