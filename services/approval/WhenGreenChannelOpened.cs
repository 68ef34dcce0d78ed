using MassTransit;

namespace GovPlatform.Approval;

/// <summary>Shows the shorter clock of a case whose green channel was opened after its acceptance.</summary>
internal sealed class WhenGreenChannelOpened(Tx tx, GovSettings settings) : IConsumer<GreenChannelOpened>
{
    public async Task Consume(ConsumeContext<GreenChannelOpened> context)
    {
        var told = context.Message;
        // Opened before acceptance: the acceptance tells the day.
        if (told.GreenDue is null) return;
        if (await tx.ExecuteAsync("update approval set green_due = @GreenDue where region = @Region and case_id = @CaseId", new { told.GreenDue, settings.Region, told.CaseId }) == 0)
            throw new NotYetException($"the acceptance of {told.CaseId} has not been heard of");
    }
}
