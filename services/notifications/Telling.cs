using System.Text.Json;

namespace GovPlatform.Notifications;

/// <summary>Tells a person something: a message in the inbox, what goes to the account's webhooks, and in Development an SMS that can be read instead of sent.</summary>
internal sealed class Telling(Tx tx, IHostEnvironment environment)
{
    /// <param name="kind">Name of the event it tells of, lower kebab.</param>
    /// <param name="phoneSealed">Sealed number for the SMS; null where the event carries none.</param>
    /// <param name="status">Status of the case after the event, where the kind does not say it.</param>
    public Task TellAsync(Guid account, string kind, IEvent e, Wording wording, string? phoneSealed = null, string? status = null)
    {
        var (id, of) = (Guid.CreateVersion7(), e as ICaseEvent);
        tx.Later("""
            with told as (
                insert into message (id, account_id, kind, case_id, title_zh, body_zh, title_en, body_en, told_at)
                values (@id, @account, @kind, @CaseId, @TitleZh, @BodyZh, @TitleEn, @BodyEn, @At)),
            texted as (
                insert into sms_outbox (id, account_id, phone_sealed, text, created_at)
                select @id, @account, @phone, @BodyZh, @At
                where @phone::text is not null),
            hooked as (
                update webhook
                set last_seq = last_seq + 1
                where account_id = @account
                  and (events = '{}' or @kind = any(events))
                returning id, last_seq)
            insert into webhook_delivery (webhook_id, seq, event_id, kind, data, told_at, next_try)
            select id, last_seq, @id, @kind, @data::jsonb, @At, now()
            from hooked
            """, new
        {
            id, account, kind, of?.CaseId, wording.TitleZh, wording.BodyZh, wording.TitleEn, wording.BodyEn, e.At,
            // No personal data: it leaves the platform.
            data = JsonSerializer.Serialize(new { of?.CaseId, of?.CaseNumber, kind, status, e.At }, GovJson.Events),
            phone = environment.IsDevelopment() ? phoneSealed : null,
        });
        return Task.CompletedTask;
    }
}
