using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>The applicant's consent to prefilling, given or withdrawn.</summary>
public sealed record PrefillAnswer
{
    /// <summary>True gives the consent, false withdraws it.</summary>
    [Required]
    public bool? Granted { get; init; }
}

/// <summary>Consent as it stands.</summary>
/// <param name="At">When it was given or withdrawn; null where nobody has asked yet.</param>
internal sealed record PrefillConsentView(bool Granted, DateTime? At);

/// <summary>Consent is data: recorded with its time, withdrawn as easily as it is given (个人信息保护法 art. 15).</summary>
internal static class PrefillConsent
{
    /// <summary>Whether I have agreed that forms are filled in from my account and my earlier cases.</summary>
    public static async Task<Ok<PrefillConsentView>> ReadAsync(NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return TypedResults.Ok(await db.QuerySingleOrDefaultAsync<PrefillConsentView>("select granted, at from prefill_consent where account_id = @me", new { me = me.Id })
            ?? new(false, null));
    }

    /// <summary>Gives or withdraws my consent. The last word counts, so no If-Match is asked; the same word again changes nothing.</summary>
    public static async Task<Ok<PrefillConsentView>> PutAsync(PrefillAnswer request, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var changed = await tx.FindAsync<PrefillConsentView>("""
            insert into prefill_consent as c (account_id, granted, at)
            values (@me, @granted, @now)
            on conflict (account_id) do update set granted = excluded.granted, at = excluded.at
            where c.granted <> excluded.granted
            returning granted, at
            """, new { me = me.Id, granted = request.Granted, now = time.GetUtcNow().UtcDateTime });
        if (changed is not null)
            tx.Audit(changed.Granted ? "grant-consent" : "withdraw-consent", "prefill-consent", $"{me.Id}");
        var stands = changed ?? await tx.FindAsync<PrefillConsentView>("select granted, at from prefill_consent where account_id = @me", new { me = me.Id });
        await tx.CommitAsync(ct);
        return TypedResults.Ok(stands!);
    }
}
