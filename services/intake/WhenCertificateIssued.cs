using MassTransit;

namespace GovPlatform.Intake;

/// <summary>The licence is in the store; a result that waits only for it goes out.</summary>
internal sealed class WhenCertificateIssued(Tx tx, Caller me, DocumentWriter papers, TimeProvider time) : IConsumer<CertificateIssued>
{
    public async Task Consume(ConsumeContext<CertificateIssued> context)
    {
        var told = context.Message;
        var now = time.GetUtcNow().UtcDateTime;
        if (await tx.FindForUpdateAsync(told.CaseId) is not { } file || file.Attach(told, now) is not { } attached)
            return;
        await tx.SaveAsync(attached, "attach-licence", me, told.LicenceId);
        await tx.DeliverElectronicallyAsync(papers, attached, me, now);
    }
}
