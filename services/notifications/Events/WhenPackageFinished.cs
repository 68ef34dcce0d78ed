using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>All of a package has ended: told once, with what came of it.</summary>
internal sealed class WhenPackageFinished(Telling telling) : IConsumer<PackageFinished>
{
    public Task Consume(ConsumeContext<PackageFinished> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "package-finished", e, Wording.Of(e));
    }
}
