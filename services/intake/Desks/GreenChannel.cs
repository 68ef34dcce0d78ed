using System.ComponentModel.DataAnnotations;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Why a case should go by the green channel.</summary>
public sealed record GreenRequest
{
    [Required, StringLength(500, MinimumLength = 4)]
    public string Reason { get; init; } = "";

    /// <summary>Its own limit in the unit of the promised one; half of that where left out, at least 1.</summary>
    [Range(1, 365)]
    public int? Days { get; init; }
}

/// <summary>What is answered to it.</summary>
public sealed record GreenAnswer
{
    /// <summary>False declines.</summary>
    public bool Open { get; init; } = true;

    [StringLength(500, MinimumLength = 1)]
    public string? Note { get; init; }
}

/// <summary>绿色通道、特事特办: a clerk asks with a reason; a supervisor, or an approver of the department, opens or declines, never the same person.</summary>
internal static class GreenChannel
{
    /// <summary>Asks that the green channel be opened for a case.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> RequestAsync(
        Guid id, GreenRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, PersonalData data, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.RequestGreen(data.Seal(request.Reason), request.Days, me.Id, now) is not { } asked)
            return Problems.WrongState(file);
        await SaveAsync(tx, asked, "green-request", null, me, now, note: null);
        return await tx.AnswerAsync(asked, me, views, response, ct);
    }

    /// <summary>Opens the green channel, or declines it; supervision counts what is opened.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> AnswerAsync(
        Guid id, GreenAnswer request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, WorkingDays days, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file || (!me.Has(Role.Supervisor) && file.Matter.DepartmentCode != me.Department))
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if ((request.Open ? file.OpenGreen(days, now) : file.DeclineGreen()) is not { } answered)
            return Problems.WrongState(file);
        if (file.GreenRequestedBy == me.Id)
            return DeskProblems.OwnRequest();
        await SaveAsync(tx, answered, request.Open ? "green-open" : "green-decline", me.Id, me, now, request.Note);
        if (request.Open)
            tx.Publish(new GreenChannelOpened(id, file.Number!, now, file.Matter, answered.GreenDue));
        return await tx.AnswerAsync(answered, me, views, response, ct);
    }

    private static async Task SaveAsync(Tx tx, CaseFile file, string action, Guid? answeredBy, Caller me, DateTime now, string? note)
    {
        await tx.ExecuteAsync("""
            update case_file
            set green_reason_sealed = @GreenReasonSealed, green_reason = case when @GreenRequestedAt::timestamptz is not null then green_reason end, green_days = @GreenDays, green_requested_by = @GreenRequestedBy, green_requested_at = @GreenRequestedAt,
                green_answered_by = @answeredBy, green_since = @GreenSince, green_due = @GreenDue
            where id = @Id
            """, new { file.Id, file.GreenReasonSealed, file.GreenDays, file.GreenRequestedBy, file.GreenRequestedAt, answeredBy, file.GreenSince, file.GreenDue });
        await tx.NoteAsync([file.Id], action, me, now, note);
        tx.Audit(action, "case", $"{file.Id}", new { file.Status, file.Version, file.Number });
    }

    // The states stand in the query as they do in the indexes, so that the partial indexes serve it.
    public static string Sql(bool open, bool ofDepartment) => $"""
        select {CaseRow.Columns}, green_requested_at, green_days
        from case_file
        where {(open ? "green_since is not null" : "green_since is null and green_requested_at is not null")}
          and status not in ('closed', 'refused', 'withdrawn', 'lapsed', 'ended', 'revoked')
          {(ofDepartment ? "and matter ->> 'departmentCode' = @department" : "")}
          and ({(open ? "green_since" : "green_requested_at")}, id) > (@At, @Id)
        order by {(open ? "green_since" : "green_requested_at")}, id
        limit @limit
        """;

    /// <summary>Cases in the green channel that are not over, or those that it was asked for; oldest first. An approver sees those of the own department.</summary>
    /// <param name="state">open or requested.</param>
    public static async Task<Results<Ok<Page<GreenLine>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, PersonalData data, HttpContext http, string state = "open", string? after = null, int? limit = null)
    {
        if (state is not ("open" or "requested"))
            return Problem.Invalid("/state", "unknown-state", "状态应为 open、requested 之一", "One of open, requested");
        (DateTime At, Guid Id) key = (DateTime.UnixEpoch, Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var ofDepartment = !me.Has(Role.Clerk) && !me.Has(Role.Supervisor);
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<CaseRow>(Sql(state == "open", ofDepartment), new { department = me.Department ?? "", key.At, key.Id, limit = Paging.Limit(limit) + 1 });
        return TypedResults.Ok(Paging.Of(
            [.. rows.Select(row => new GreenLine(row.AsLine(data, me), row.GreenRequestedAt!.Value, row.GreenSince, row.GreenDays))],
            Paging.Limit(limit), line => Cursor.Encode(line.Since ?? line.RequestedAt, line.Case.Id), http));
    }

    /// <summary>A case in the green channel, or on its way there; the case itself tells why, to who says a Purpose.</summary>
    /// <param name="Since">When it was opened.</param>
    /// <param name="Days">The limit that was asked for; null is half of the promised one.</param>
    internal sealed record GreenLine(CaseLine Case, DateTime RequestedAt, DateTime? Since, int? Days);
}
