using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>Who works where: administrators see all staff, staff see their own department.</summary>
internal static class ListStaff
{
    public static void MapStaff(this RouteGroupBuilder api) => api.MapGet("/staff", ListAsync).WithName("ListStaff").AllowKinds(Kind.Staff).AllowRoles(Role.Admin);

    /// <summary>Staff by department, with their roles.</summary>
    internal static async Task<Results<Ok<Page<StaffView>>, Problem>> ListAsync(
        string? department, int? limit, string? after, Caller me, HttpContext http, NpgsqlDataSource source, PersonalData personal, CancellationToken ct)
    {
        (string Department, Guid Id) from = ("", Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out from))
            return Cursor.Unreadable();
        var count = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<Account>(Account.Columns + """
             where a.kind = 'staff' and a.status = 'active'
              and (a.department, a.id) > (@fromDepartment, @fromId)
              and (@all or a.department = @mine)
              and (@department::text is null or a.department = @department)
            order by a.department, a.id
            limit @count + 1
            """, new { fromDepartment = from.Department, fromId = from.Id, all = me.Has(Role.Admin), mine = me.Department, department, count });
        var staff = rows.Select(x => new StaffView(x.Id, personal.Open(x.NameSealed), personal.Open(x.IdNumberSealed), x.Department!, x.Roles)).ToList();
        return TypedResults.Ok(Paging.Of(staff, count, x => Cursor.Encode(x.Department, x.Id), http));
    }
}

/// <summary>A member of staff.</summary>
/// <param name="Number">Staff number, as on the badge.</param>
/// <param name="Department">Unified social credit code of the department.</param>
internal sealed record StaffView(Guid Id, string Name, string Number, string Department, IReadOnlyList<string> Roles);
