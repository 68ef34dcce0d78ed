using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Licences that stand for materials of a case: whether the applicant still holds them is asked before the transaction, and only where there are any.</summary>
internal static class LicencesThere
{
    public const string Sql = """
        select f.account_id, m.reference
        from case_file f
        join case_material m on m.case_id = f.id
        where (f.id = @id or f.package_id = @id)
          and m.licence is not null
        """;

    /// <summary>Of one case, or of all those of a package.</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        await AskAsync(call.HttpContext, call.GetArgument<Guid>(0));
        return await next(call);
    }

    /// <summary>Null where the applicant still holds in force what stands for these materials.</summary>
    /// <exception cref="NeighbourDownException">The store did not answer: 503.</exception>
    public static async Task<Problem?> LapsedAsync(this FreshReads fresh, IReadOnlyList<CaseMaterial> materials)
    {
        if (!materials.Any(m => m.Licence is not null))
            return null;
        var held = (await fresh.Licences)?.Items.Select(licence => licence.LicenceId).ToHashSet() ?? [];
        return materials.Where(m => m.Licence is not null && !held.Contains(m.Reference!)).ToList() is [_, ..] over ? FilesProblems.NotInForce(over) : null;
    }

    /// <summary>Asks the e-licence store; its answer, or failure, is told where it is needed.</summary>
    public static async Task AskAsync(HttpContext http, Guid id)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        var me = services.GetRequiredService<Caller>();
        List<(Guid Account, string Reference)> there;
        await using (var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct))
            there = (await db.QueryAsync<(Guid, string)>(Sql, new { id })).AsList();
        if (there.Count > 0 && (there[0].Account == me.Id || me.Has(Role.Clerk)))
            await services.GetRequiredService<FreshReads>().AskLicencesAsync(there[0].Account, there.Select(licence => licence.Reference), ct);
    }
}
