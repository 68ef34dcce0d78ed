using System.Diagnostics;
using System.Net;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Records that staff read a person's record, and why; the person may see it, and it goes into the audit log.</summary>
public static class StaffRead
{
    private const string Insert = """
        with read as (
            insert into staff_read (region, id, person, staff, staff_name, department, record, purpose)
            values (@Region, @id, @person, @Staff, @StaffName, @Department, @record, @purpose))
        insert into audit_pending (actor, actor_kind, action, object_type, object_id, detail, trace_id)
        values (@Actor, @Kind, 'staff-read', 'person', @person::text, jsonb_build_object('record', @record, 'read', @id), @trace)
        """;

    /// <param name="person">Account of the person whose record it is.</param>
    /// <param name="record">What was read, as the service names it: "certificate/{id}".</param>
    /// <param name="purpose">From <see cref="Purpose"/>.</param>
    public static Task RecordAsync(NpgsqlConnection connection, Caller me, Guid person, string record, string purpose) =>
        connection.ExecuteAsync(Insert, Values(me, person, record, purpose));

    /// <summary>As the other, inside a unit of work.</summary>
    public static Task RecordAsync(Tx tx, Caller me, Guid person, string record, string purpose) =>
        tx.ExecuteAsync(Insert, Values(me, person, record, purpose));

    /// <summary>GET staff-reads: who of the staff read my records in this service, newest first.</summary>
    public static void MapStaffReads(this RouteGroupBuilder group) =>
        group.MapGet("/staff-reads", ListAsync).AllowKinds(Kind.Citizen, Kind.Organisation)
            .WithName("ListStaffReads").WithSummary("Who of the staff read my records here, and why; newest first.");

    private static async Task<Results<Ok<Page<StaffReadView>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, HttpContext http, string? after = null, int? limit = null)
    {
        var last = Guid.AllBitsSet;
        if (after is not null && !Cursor.TryDecode(after, out last))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<StaffReadView>("""
            select id, at, staff_name, department, record, purpose
            from staff_read
            where region = @Region
              and person = @Id
              and id < @last
            order by id desc
            limit @limit
            """, new { me.Region, me.Id, last, limit = Paging.Limit(limit) + 1 });
        return TypedResults.Ok(Paging.Of(rows.AsList(), Paging.Limit(limit), row => Cursor.Encode(row.Id), http));
    }

    private static object Values(Caller me, Guid person, string record, string purpose) => new
    {
        me.Region, id = Guid.CreateVersion7(), person, Staff = me.Id, StaffName = me.Name, me.Department, record, purpose,
        Actor = me.Id.ToString(), me.Kind, trace = Activity.Current?.TraceId.ToString(),
    };
}

/// <summary>One read of my record by staff.</summary>
/// <param name="Department">Unified social credit code of the reader's department.</param>
/// <param name="Record">What was read.</param>
/// <param name="Purpose">Why, in the reader's words.</param>
public sealed record StaffReadView(Guid Id, DateTime At, string StaffName, string? Department, string Record, string Purpose);

/// <summary>The header Purpose, with which staff say why they read a person's record: percent-encoded UTF-8, 2 to 200 characters.</summary>
public static class Purpose
{
    public const string Header = "Purpose";

    /// <summary>The answer to a read without a purpose; null where one is given.</summary>
    public static Problem? Missing(HttpRequest request, out string purpose)
    {
        purpose = Decode(request.Headers[Header].ToString()).Trim();
        return purpose.Length is >= 2 and <= 200 && !purpose.Any(char.IsControl) && !purpose.Contains('\uFFFD', StringComparison.Ordinal)
            ? null
            : new Problem(400, "purpose-required", "读取个人信息须在 Purpose 请求头中说明目的（2至200字，百分号编码）", "Reading a person's record needs its purpose in the header Purpose (2 to 200 characters, percent-encoded UTF-8)");
    }

    private static string Decode(string header)
    {
        // In a header a plus is a plus, not a space.
        var bytes = Encoding.ASCII.GetBytes(header.Replace("+", "%2B", StringComparison.Ordinal));
        return Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length) ?? []);
    }
}
