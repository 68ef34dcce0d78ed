using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The e-licence is there.</summary>
internal sealed class WhenCertificateIssued(Telling telling) : IConsumer<CertificateIssued>
{
    public Task Consume(ConsumeContext<CertificateIssued> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "certificate-issued", e, Wording.Of(e));
    }
}
