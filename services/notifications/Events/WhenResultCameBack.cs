using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The result is at a counter again: the applicant says where it goes now.</summary>
internal sealed class WhenResultCameBack(Telling telling) : IConsumer<ResultCameBack>
{
    public Task Consume(ConsumeContext<ResultCameBack> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "result-came-back", e, Wording.Of(e));
    }
}
