using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>A visit is booked.</summary>
internal sealed class WhenSlotBooked(Telling telling) : IConsumer<SlotBooked>
{
    public Task Consume(ConsumeContext<SlotBooked> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "slot-booked", e, Wording.Of(e));
    }
}
