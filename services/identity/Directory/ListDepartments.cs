using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>The departments of the county, for everyone.</summary>
internal static class ListDepartments
{
    public static void MapDepartments(this RouteGroupBuilder api) => api.MapGet("/departments", ListAsync).WithName("ListDepartments").AllowAnonymous();

    /// <summary>Departments in the order of their numbers.</summary>
    internal static async Task<Results<Ok<Page<DepartmentView>>, Problem>> ListAsync(int? limit, string? after, HttpContext http, NpgsqlDataSource source, CancellationToken ct)
    {
        var from = "";
        if (after is not null && (!Cursor.TryDecode<string>(after, out from) || from is null))
            return Cursor.Unreadable();
        var count = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<DepartmentView>("""
            select code, key, number, name, enquiry_phone, supervision_phone
            from department
            where number > @from
            order by number
            limit @count + 1
            """, new { from, count });
        return TypedResults.Ok(Paging.Of(rows.AsList(), count, x => Cursor.Encode(x.Number), http));
    }
}

/// <summary>A department of the county.</summary>
/// <param name="Code">Unified social credit code, by which all services name it.</param>
internal sealed record DepartmentView(string Code, string Key, string Number, string Name, string EnquiryPhone, string SupervisionPhone);
