namespace GovPlatform.Approval;

/// <summary>秒批: where the rules are sure, the case is granted and handed over in the same transaction.</summary>
internal static class DecideByRules
{
    public static async Task DecideByRulesAsync(this Tx tx, ApprovalCase approval, IReadOnlyList<RuleOutcome> rules, DateTime now)
    {
        if (approval.GrantByRules(rules, now) is not var (granted, decision) || granted.HandOver(null, now) is not var (handedOver, handOver)) return;

        tx.Publish(decision);
        tx.Tell(granted, "grant-by-rules");
        tx.Publish(handOver);
        await tx.SaveAsync(handedOver, "hand-over");
        GovTelemetry.Transition("approval", handedOver.Status);
    }

    public static void Tell(this Tx tx, ApprovalCase reached, string action)
    {
        tx.Audit(action, "approval", reached.CaseId.ToString(), new { reached.Status, reached.Version });
        GovTelemetry.Transition("approval", reached.Status);
    }
}
