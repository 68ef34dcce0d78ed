using Dapper;
using Npgsql;

namespace GovPlatform.Notifications;

/// <summary>A person's own messages.</summary>
internal static class ReadMessages
{
    public static void MapMessages(this RouteGroupBuilder api)
    {
        api.MapGet("/messages", ListAsync).WithName("ListMessages").AllowKinds(Kind.Citizen, Kind.Organisation, Kind.Staff);
        api.MapPost("/messages/{id:guid}/read", ReadAsync).WithName("MarkMessageRead").AllowKinds(Kind.Citizen, Kind.Organisation, Kind.Staff);
    }

    /// <summary>My messages, newest first, in the language of Accept-Language.</summary>
    private static async Task<Results<Ok<Page<MessageView>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, HttpContext http, CancellationToken ct, int? limit = null, string? after = null)
    {
        var cursor = (At: DateTime.MaxValue, Id: Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out cursor)) return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        var english = Languages.PrefersEnglish(http.Request);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<MessageView>(Sql(english, after is not null), new { mine = me.Id, cursor.At, cursor.Id, take = take + 1 });
        http.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        http.Response.Headers.Vary = "Accept-Language";
        return TypedResults.Ok(Paging.Of([.. rows], take, m => Cursor.Encode(m.ToldAt, m.Id), http));
    }

    internal static string Sql(bool english, bool behind) => $"""
        select id, kind, case_id, {(english ? "title_en as title, body_en as body" : "title_zh as title, body_zh as body")}, told_at, read_at
        from message
        where account_id = @mine
        {(behind ? "and (told_at, id) < (@At, @Id)" : "")}
        order by told_at desc, id desc
        limit @take
        """;

    /// <summary>Marks one of my messages as read; a second time changes nothing.</summary>
    private static async Task<Results<NoContent, Problem>> ReadAsync(Guid id, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var found = await tx.ExecuteAsync(
            "update message set read_at = coalesce(read_at, @now) where id = @id and account_id = @mine",
            new { id, mine = me.Id, now = time.GetUtcNow().UtcDateTime });
        if (found == 0) return Problem.NotFound();
        await tx.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}

/// <summary>One message.</summary>
internal sealed record MessageView
{
    public Guid Id { get; init; }
    /// <summary>What it tells of: case-accepted, decision-made, slot-booked, ….</summary>
    public string Kind { get; init; } = "";
    public Guid? CaseId { get; init; }
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
    public DateTime ToldAt { get; init; }
    public DateTime? ReadAt { get; init; }
}
