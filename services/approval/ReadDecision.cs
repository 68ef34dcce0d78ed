using Dapper;
using Npgsql;

namespace GovPlatform.Approval;

/// <summary>What was decided on a case, by whom, and why.</summary>
internal static class ReadDecision
{
    public static void MapReadDecision(this RouteGroupBuilder api) =>
        api.MapGet("/approvals/{caseId:guid}/decision", ReadAsync).AllowRoles(Role.Approver)
            .WithName("ReadDecision").WithSummary("The decision on a case of my department; 404 while there is none.");

    /// <summary>The decision; 404 while there is none.</summary>
    private static async Task<Results<Ok<DecisionView>, Problem>> ReadAsync(
        Guid caseId, NpgsqlDataSource source, Caller me, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var found = await db.QuerySingleOrDefaultAsync<ApprovalCase>($"{Approvals.FindOwn} and outcome is not null", new { me.Region, caseId, me.Department });
        if (found is null) return Problem.NotFound();
        response.SetETag(found.Version);
        return TypedResults.Ok(DecisionView.Of(found));
    }
}

/// <summary>A decision as its department keeps it.</summary>
/// <param name="Outcome">granted or denied.</param>
/// <param name="DecidedByRules">True where no person decided; the rules say why.</param>
internal sealed record DecisionView(
    Guid CaseId, string CaseNumber, string MatterName, string Outcome, string Opinion, string? Conditions, string? LegalBasis, string? Remedies,
    bool DecidedByRules, string? DecidedByName, DateTime DecidedAt, DateTime? HandedOverAt, IReadOnlyList<RuleOutcome>? Rules)
{
    public static DecisionView Of(ApprovalCase row) => new(
        row.CaseId, row.CaseNumber, row.Matter.Name, row.Outcome!, row.Opinion!, row.Conditions, row.LegalBasis, row.Remedies,
        row.DecidedBy is null, row.DecidedByName, row.DecidedAt!.Value, row.HandedOverAt, row.Rules);
}
