using MassTransit;

namespace GovPlatform.Approval;

/// <summary>What was to come later (容缺) is there: it may be granted now, and where rules decide they are asked again.</summary>
internal sealed class WhenDeferredSupplied(Tx tx, TimeProvider time, GovSettings settings, PersonalData personal) : IConsumer<DeferredSupplied>
{
    public async Task Consume(ConsumeContext<DeferredSupplied> context)
    {
        var told = context.Message;
        if (await tx.LockAsync(settings.Region, told.CaseId) is not { } approval)
            throw new NotYetException($"the acceptance of {told.CaseId} has not been heard of");
        if (approval.TakeSupplied(told) is not { } supplied) return;

        var now = time.GetUtcNow().UtcDateTime;
        var rules = supplied.Status == ApprovalStatus.Open && AutoRules.Apply(supplied.Matter)
            ? AutoRules.Ask(supplied.AsAccepted(), ChinaTime.Date(now), personal.Open(supplied.Applicant.IdNumberSealed)) : null;
        await tx.SaveAsync(supplied, "take-supplied");
        if (rules is not null)
            await tx.DecideByRulesAsync(supplied, rules, now);
    }
}
