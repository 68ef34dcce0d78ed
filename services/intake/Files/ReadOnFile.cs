using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Tells what need not be brought, since it is on file: e-licences in force, and what was handed in for earlier cases.</summary>
internal sealed class ReadOnFile(NpgsqlDataSource source, NeighbourAnswers neighbours, KeptMatters kept)
{
    // What is there and not asked for again needs nothing; what another step of the package makes nobody brings.
    private const string WantedSql = """
        select code, name
        from case_material
        where case_id = @id
          and from_item is null
          and code not like 'letter-%'
          and ((sha256 is null and reference is null) or requested)
        order by code
        """;

    /// <summary>What is on file for the materials of a case that are still open. Take it over with POST. Staff need the header Purpose.</summary>
    public static Task<Results<Ok<IReadOnlyList<PaperOnFile>>, Problem>> OfCaseAsync(Guid id, ReadOnFile read, Caller me, HttpContext http, CancellationToken ct) =>
        read.RunAsync(id, me, http, ct);

    /// <summary>What of mine is on file for the materials of a matter, before there is a case.</summary>
    /// <param name="answers">As for the case: only the materials of that situation.</param>
    public static async Task<Results<Ok<IReadOnlyList<PaperOnFile>>, Problem>> OfMatterAsync(string code, ReadOnFile read, Caller me, CancellationToken ct, string? answers = null)
    {
        if (await read.Neighbours.MatterAsync(code).WaitAsync(ct) is not { Status: "published" } matter)
            return Problem.NotFound();
        if (Contracts.Answers.Read(answers, matter.Situations ?? []) is not { IsOneEach: true } given)
            return Problems.AnswersUnknown();
        return TypedResults.Ok(await read.FindAsync(me.Id, Guid.Empty, [.. matter.ListFor(given).Select(listed => WantedPaper.Of(listed.Code, listed.Name, matter))], ct));
    }

    private NeighbourAnswers Neighbours => neighbours;

    private async Task<Results<Ok<IReadOnlyList<PaperOnFile>>, Problem>> RunAsync(Guid id, Caller me, HttpContext http, CancellationToken ct)
    {
        Filed? filed;
        IReadOnlyList<(string Code, string Name)> open;
        await using (var db = await source.OpenConnectionAsync(ct))
        {
            filed = await db.QuerySingleOrDefaultAsync<Filed?>($"""
                select account_id, matter_code, (matter ->> 'version')::int as version
                from case_file
                where id = @id
                  and (account_id = @me or (@clerk and (status <> 'draft' or {Channels.FiledByStaff})))
                """, new { id, me = me.Id, clerk = me.Has(Role.Clerk) });
            if (filed is null)
                return Problem.NotFound();
            if (me.IsStaff)
            {
                if (Purpose.Missing(http.Request, out var purpose) is { } no)
                    return no;
                await StaffRead.RecordAsync(db, me, filed.AccountId, $"case/{id}/on-file", purpose);
            }
            open = (await db.QueryAsync<(string, string)>(WantedSql, new { id })).AsList();
        }
        var matter = await kept.FindAsync(filed.MatterCode, filed.Version, ct);
        return TypedResults.Ok(await FindAsync(filed.AccountId, id, [.. open.Select(paper => WantedPaper.Of(paper.Code, paper.Name, matter))], ct));
    }

    private async Task<IReadOnlyList<PaperOnFile>> FindAsync(Guid account, Guid except, IReadOnlyList<WantedPaper> wanted, CancellationToken ct)
    {
        if (wanted.Count == 0)
            return [];
        IReadOnlyList<EarlierPaper> earlier;
        await using (var db = await source.OpenConnectionAsync(ct))
            earlier = (await db.QueryAsync<EarlierPaper>(PaperOnFile.EarlierSql, new { account, except, names = wanted.Select(paper => paper.Name).Distinct().ToArray() })).AsList();
        var held = await neighbours.LicencesAsync(account).WaitAsync(ct);
        return PaperOnFile.Of(wanted, held?.Items ?? [], earlier);
    }

    private sealed record Filed(Guid AccountId, string MatterCode, int Version);
}
