using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Where a clerk sits, from a day to a day.</summary>
public sealed record ClerkPost
{
    /// <summary>办事场所 of the catalogue.</summary>
    [Required]
    public Guid? HallId { get; init; }

    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    [Required]
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>The administrator seats the clerks.</summary>
internal static class KeepClerkDesks
{
    public const string Sql = "select account_id, hall, valid_from, valid_until from clerk_desk where account_id = @account";

    /// <summary>Before the transaction: is there such a place?</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (call.Arguments.OfType<ClerkPost>().Single().HallId is { } hall)
            await call.HttpContext.RequestServices.GetRequiredService<Halls>().AskAsync(hall, call.HttpContext.RequestAborted);
        return await next(call);
    }

    /// <summary>Seats a clerk at a place; what was said before is replaced.</summary>
    public static async Task<Results<Ok<ClerkDesk>, Problem>> PutAsync(Guid accountId, ClerkPost request, Tx tx, Caller me, Halls halls, TimeProvider time, CancellationToken ct)
    {
        if (request.ValidUntil < request.ValidFrom)
            return DeskProblems.EndsBefore();
        if (await halls.Asked is not { } hall)
            return DeskProblems.DeskUnknown("/hallId");
        var desk = new ClerkDesk(accountId, hall, request.ValidFrom!.Value, request.ValidUntil!.Value);
        await tx.ExecuteAsync("""
            insert into clerk_desk (account_id, hall, valid_from, valid_until, set_by, set_at)
            values (@AccountId, @Hall, @ValidFrom, @ValidUntil, @by, @now)
            on conflict (account_id) do update
            set hall = excluded.hall, valid_from = excluded.valid_from, valid_until = excluded.valid_until, set_by = excluded.set_by, set_at = excluded.set_at
            """, new { desk.AccountId, desk.Hall, desk.ValidFrom, desk.ValidUntil, by = me.Id, now = time.GetUtcNow().UtcDateTime });
        tx.Audit("clerk-desk.set", "account", $"{accountId}", new { hall.Id, desk.ValidFrom, desk.ValidUntil });
        await tx.CommitAsync(ct);
        return TypedResults.Ok(desk);
    }

    /// <summary>Where a clerk sits; 404 for a clerk of the county hall, who needs no such entry.</summary>
    public static async Task<Results<Ok<ClerkDesk>, Problem>> ReadAsync(Guid accountId, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.QuerySingleOrDefaultAsync<ClerkDesk?>(Sql, new { account = accountId }) is { } desk ? TypedResults.Ok(desk) : Problem.NotFound();
    }
}
