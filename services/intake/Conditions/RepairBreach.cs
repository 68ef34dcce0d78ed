using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Intake;

/// <summary>Why a breach is held to be repaired.</summary>
public sealed record BreachRepair
{
    [Required, StringLength(500, MinimumLength = 4)]
    public string Reason { get; init; } = "";
}

/// <summary>信用修复: a supervisor finds the breach made good; the record stays and excludes no more.</summary>
internal static class RepairBreach
{
    /// <summary>Marks a breach as repaired, once.</summary>
    public static async Task<Results<NoContent, Problem>> Handle(Guid id, BreachRepair request, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var repaired = await tx.ExecuteAsync("""
            update breach
            set repaired_at = @now, repaired_by = @by, repair_note = @Reason
            where id = @id
              and repaired_at is null
            """, new { id, request.Reason, by = me.Id, now = time.GetUtcNow().UtcDateTime });
        if (repaired == 0)
            return await tx.ScalarAsync<bool>("select exists (select from breach where id = @id)", new { id }) ? ConditionsProblems.RepairedAlready() : Problem.NotFound();
        tx.Audit("repair-breach", "breach", id.ToString(), new { request.Reason });
        await tx.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
