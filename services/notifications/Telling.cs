namespace GovPlatform.Notifications;

/// <summary>Tells a person something: a message in the inbox, and in Development an SMS that can be read instead of sent.</summary>
internal sealed class Telling(Tx tx, IHostEnvironment environment)
{
    /// <param name="kind">Name of the event it tells of, lower kebab.</param>
    /// <param name="phoneSealed">Sealed number for the SMS; null where the event carries none.</param>
    public async Task TellAsync(Guid account, string kind, Guid? caseId, DateTime at, Wording wording, string? phoneSealed = null)
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync("""
            insert into message (id, account_id, kind, case_id, title_zh, body_zh, title_en, body_en, told_at)
            values (@id, @account, @kind, @caseId, @TitleZh, @BodyZh, @TitleEn, @BodyEn, @at)
            """, new { id, account, kind, caseId, wording.TitleZh, wording.BodyZh, wording.TitleEn, wording.BodyEn, at });
        if (phoneSealed is not null && environment.IsDevelopment())
            await tx.ExecuteAsync(
                "insert into sms_outbox (id, account_id, phone_sealed, text, created_at) values (@id, @account, @phoneSealed, @BodyZh, @at)",
                new { id, account, phoneSealed, wording.BodyZh, at });
    }
}
