using MassTransit;

namespace GovPlatform.Intake;

/// <summary>The department hands the result over; one that goes by network is delivered at once.</summary>
internal sealed class WhenResultHandedOver(Tx tx, Caller me, DocumentWriter papers, WorkingDays days, TimeProvider time) : IConsumer<ResultHandedOver>
{
    public async Task Consume(ConsumeContext<ResultHandedOver> context)
    {
        var told = context.Message;
        var now = time.GetUtcNow().UtcDateTime;
        if (await tx.FindForUpdateAsync(told.CaseId) is not { } file || file.HandOver(told, now) is not { } handedOver)
            return;
        await tx.SaveAsync(handedOver, "hand-over", me);
        await tx.PlanCheckAsync(handedOver, told.At, days);
        await tx.DeliverElectronicallyAsync(papers, handedOver, me, now);
    }
}
