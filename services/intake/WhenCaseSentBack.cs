using MassTransit;

namespace GovPlatform.Intake;

/// <summary>The department has sent the case back to the counter.</summary>
internal sealed class WhenCaseSentBack(Tx tx, Caller me, TimeProvider time) : IConsumer<CaseSentBack>
{
    public async Task Consume(ConsumeContext<CaseSentBack> context)
    {
        var told = context.Message;
        if (await tx.FindForUpdateAsync(told.CaseId) is { } file && file.SendBack(told, time.GetUtcNow().UtcDateTime) is { } back)
            await tx.SaveAsync(back, "send-back", me, told.Reason);
    }
}
