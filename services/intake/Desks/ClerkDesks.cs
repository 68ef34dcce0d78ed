using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A clerk's desk as it is kept.</summary>
internal sealed record ClerkDesk(Guid AccountId, HallRef Hall, DateOnly ValidFrom, DateOnly ValidUntil)
{
    public bool Holds(DateOnly day) => ValidFrom <= day && day <= ValidUntil;
}

/// <summary>At which desk a clerk sits today: what was read is good for a second. A clerk without one sits at the county hall.</summary>
internal sealed class ClerkDesks(NpgsqlDataSource source, TimeProvider time)
{
    private readonly ShortMemory<Guid, Seat> seats = new(TimeSpan.FromSeconds(1));

    /// <summary>Before the transaction, so that none waits for a second connection.</summary>
    public static async ValueTask<object?> KnowFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var services = call.HttpContext.RequestServices;
        if (services.GetRequiredService<Caller>() is var me && me.Has(Role.Clerk))
            await services.GetRequiredService<ClerkDesks>().OfAsync(me, call.HttpContext.RequestAborted);
        return await next(call);
    }

    /// <summary>The desk of today; null for the county hall.</summary>
    public async ValueTask<HallRef?> OfAsync(Caller clerk, CancellationToken ct) =>
        (await seats.AskAsync(clerk.Id, () => ReadAsync(clerk.Id)).WaitAsync(ct))!.Desk is { } desk && desk.Holds(ChinaTime.Date(time.GetUtcNow().UtcDateTime)) ? desk.Hall : null;

    private async Task<Seat?> ReadAsync(Guid account)
    {
        await using var db = await source.OpenConnectionAsync();
        return new(await db.QuerySingleOrDefaultAsync<ClerkDesk?>(KeepClerkDesks.Sql, new { account }));
    }

    /// <summary>Without a desk it is an answer too.</summary>
    private sealed record Seat(ClerkDesk? Desk);
}
