using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>One case, for its applicant in full; for clerks and supervisors masked, unless they say why they need more.</summary>
internal static class ReadCase
{
    /// <summary>The case. Staff who send the header Purpose see the applicant and the form in full, and the read is recorded.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, NpgsqlDataSource source, Caller me, CaseViews views, DuplicateWindow duplicates, HttpContext http, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.FindReadableAsync(id, me) is not { } file)
            return Problem.NotFound();
        var full = file.AccountId == me.Id;
        if (!full && http.Request.Headers.ContainsKey(Purpose.Header))
        {
            if (Purpose.Missing(http.Request, out var purpose) is { } no)
                return no;
            await StaffRead.RecordAsync(db, me, file.AccountId, $"case/{id}", purpose);
            full = true;
        }
        var materials = await db.QueryAsync<CaseMaterial>($"select {CaseSql.MaterialColumns} from case_material where case_id = @id order by code", new { id });
        http.Response.SetETag(file.Version);
        return TypedResults.Ok(views.Of(file, materials.AsList(), full) with { Duplicates = await db.AlikeAsync(file, duplicates) });
    }

    public static Task<CaseFile?> FindReadableAsync(this NpgsqlConnection db, Guid id, Caller me) =>
        db.QuerySingleOrDefaultAsync<CaseFile?>($"select {CaseSql.Columns} from case_file where id = @id and {Readers.MayRead}", Readers.Of(id, me));
}

/// <summary>Who may see a case: its applicant; counter and supervision once it is more than a draft; approvers what their department is to decide, in a package from its submission on.</summary>
internal static class Readers
{
    public const string MayRead = $"""
        (account_id = @me
         or (@desk and (status <> 'draft' or {Channels.FiledByStaff}))
         or ((accepted_on is not null or (case_file.package_id is not null and case_file.number is not null)) and matter ->> 'departmentCode' = @department))
        """;

    public static object Of(Guid id, Caller me, string? code = null) => new
    {
        id, code, me = me.Id, desk = me.Has(Role.Clerk) || me.Has(Role.Supervisor), department = me.Has(Role.Approver) ? me.Department : null,
    };
}
