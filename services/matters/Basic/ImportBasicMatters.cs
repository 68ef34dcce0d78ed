using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An administrator brings the 基本目录 in as the level above gives it, one entry or all of them.</summary>
internal static class ImportBasicMatters
{
    private const int MostFindings = 100;

    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapPut("/basic-matters/{code}", PutAsync).WithName("PutBasicMatter").AllowRoles(Role.Admin).WithSummary("Sets an entry of the basic catalogue; If-Match is its revision, \"0\" where there is none");
        matters.MapPost("/basic-matters", ImportAsync).WithName("ImportBasicMatters").AllowRoles(Role.Admin).WithIdempotency().WithSummary("Sets many entries of the basic catalogue, all or none; entries that it does not name stay");
    }

    /// <summary>What became of an import.</summary>
    internal sealed record BasicReport(int Added, int Changed, int Unchanged);

    private static async Task<Results<Ok<BasicView>, Problem>> PutAsync(
        string code, BasicMatter entry, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        await LockAsync(tx);
        var before = await tx.FindAsync<BasicView>(ReadBasicMatters.One, new { code });
        if (Precondition.Failed(ifMatch, before?.Revision ?? 0) is { } no)
            return no;
        if (entry.Code != code)
            return Problems.CodeChanged("/code");
        if (entry.Check("").ToList() is [_, ..] findings)
            return Problems.Broken(findings);

        await StoreAsync(tx, [entry], time.GetUtcNow().UtcDateTime);
        var after = (await tx.FindAsync<BasicView>(ReadBasicMatters.One, new { code }))!;
        tx.Audit("basic-matter.set", "basic-matter", code, new { after.Revision });
        await tx.CommitAsync(ct);
        response.SetETag(after.Revision);
        return TypedResults.Ok(after);
    }

    private static async Task<Results<Ok<BasicReport>, Problem>> ImportAsync(BasicImport import, Tx tx, TimeProvider time, CancellationToken ct)
    {
        List<Finding> findings = [.. import.Items.SelectMany((entry, i) => entry.Check($"/items/{i}")), .. Repeated(import.Items)];
        if (findings.Count > 0)
            return Problems.Broken([.. findings.Take(MostFindings)]);
        await LockAsync(tx);
        var report = await StoreAsync(tx, import.Items, time.GetUtcNow().UtcDateTime);
        tx.Audit("basic-matter.import", "basic-matter", "*", report);
        await tx.CommitAsync(ct);
        return TypedResults.Ok(report);
    }

    /// <summary>Stores entries in one statement; one that is as it was keeps its revision.</summary>
    public static async Task<BasicReport> StoreAsync(Tx tx, IReadOnlyList<BasicMatter> entries, DateTime now)
    {
        var revisions = await tx.QueryAsync<int>(
            """
            insert into basic_matter (code, name, legal_basis, level, revision, updated_at)
            select code, name, "legalBasis", level, 1, @now
            from jsonb_to_recordset(@entries::jsonb) as r (code text, name text, "legalBasis" text, level text)
            on conflict (code) do update
            set name = excluded.name, legal_basis = excluded.legal_basis, level = excluded.level, revision = basic_matter.revision + 1, updated_at = excluded.updated_at
            where (basic_matter.name, basic_matter.legal_basis, basic_matter.level) is distinct from (excluded.name, excluded.legal_basis, excluded.level)
            returning revision
            """, new { entries = JsonSerializer.Serialize(entries, GovJson.Events), now });
        var added = revisions.Count(revision => revision == 1);
        return new(added, revisions.Count - added, entries.Count - revisions.Count);
    }

    // An entry that is not stored yet has no row to lock.
    private static Task<int> LockAsync(Tx tx) => tx.ExecuteAsync("select pg_advisory_xact_lock(hashtext('basic-matter'))");

    private static IEnumerable<Finding> Repeated(IReadOnlyList<BasicMatter> items) =>
        items.Select((entry, i) => (entry.Code, i)).GroupBy(entry => entry.Code).SelectMany(same => same.Skip(1))
            .Select(twice => new Finding($"/items/{twice.i}/code", "matter-repeated", $"基本编码{twice.Code}重复", $"Code {twice.Code} appears twice"));
}

/// <summary>Entries of the 基本目录.</summary>
public sealed record BasicImport
{
    [Required, MinLength(1), MaxLength(5000)]
    public IReadOnlyList<BasicMatter> Items { get; init; } = [];
}
