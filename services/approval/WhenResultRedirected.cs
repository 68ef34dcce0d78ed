using MassTransit;

namespace GovPlatform.Approval;

/// <summary>Shows how the applicant wants the result now; what was told before the latest changes nothing.</summary>
internal sealed class WhenResultRedirected(Tx tx, GovSettings settings) : IConsumer<ResultRedirected>
{
    public async Task Consume(ConsumeContext<ResultRedirected> context)
    {
        var told = context.Message;
        if (await tx.ExecuteAsync("""
            update approval
            set delivery = case when delivery_version < @Version then @Delivery else delivery end, delivery_version = greatest(delivery_version, @Version)
            where region = @Region
              and case_id = @CaseId
            """, new { told.Delivery, told.Version, settings.Region, told.CaseId }) == 0)
            throw new NotYetException($"the acceptance of {told.CaseId} has not been heard of");
    }
}
