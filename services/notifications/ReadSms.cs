using Dapper;
using Npgsql;

namespace GovPlatform.Notifications;

/// <summary>Development only: what the SMS channel would have sent.</summary>
internal static class ReadSms
{
    public static void MapDevelopmentSms(this RouteGroupBuilder api) => api.MapGet("/dev/sms", ListAsync).WithName("ListDevelopmentSms").AllowRoles(Role.Admin);

    /// <summary>The newest hundred SMS, numbers masked.</summary>
    private static async Task<Ok<IReadOnlyList<SmsView>>> ListAsync(NpgsqlDataSource source, PersonalData personal, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<Row>("select id, phone_sealed, text, created_at from sms_outbox order by created_at desc, id desc limit 100");
        return TypedResults.Ok<IReadOnlyList<SmsView>>([.. rows.Select(r => new SmsView(r.Id, Mask.Phone(personal.Open(r.PhoneSealed)), r.Text, r.CreatedAt))]);
    }

    private sealed record Row(Guid Id, string PhoneSealed, string Text, DateTime CreatedAt);
}

/// <summary>One SMS that was not sent.</summary>
internal sealed record SmsView(Guid Id, string Phone, string Text, DateTime CreatedAt);
