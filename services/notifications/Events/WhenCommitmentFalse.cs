using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>What was granted on a commitment is revoked.</summary>
internal sealed class WhenCommitmentFalse(Telling telling) : IConsumer<CommitmentFalse>
{
    public Task Consume(ConsumeContext<CommitmentFalse> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "commitment-false", e, Wording.Of(e));
    }
}
