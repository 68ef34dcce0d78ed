using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Papers on file that are taken over.</summary>
public sealed record TakenOnFile
{
    [Required, MinLength(1), MaxLength(200)]
    public IReadOnlyList<PaperToTake> Materials { get; init; } = [];
}

/// <summary>One of them.</summary>
public sealed record PaperToTake
{
    /// <summary>材料编码 of the case's list.</summary>
    [Required, StringLength(36, MinimumLength = 1)]
    public string Code { get; init; } = "";

    /// <summary>As on-file told it: the licence's id, or the digest of what was handed in before.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string Reference { get; init; } = "";

    /// <summary>The reference or digest of what is there already, where it is to be replaced.</summary>
    [StringLength(200)]
    public string? Replaces { get; init; }
}

/// <summary>Takes over what is on file: no paper is asked for that the platform has already.</summary>
internal static class TakeOnFile
{
    /// <summary>Before the transaction: what the applicant holds in the e-licence store.</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (services, ct) = (call.HttpContext.RequestServices, call.HttpContext.RequestAborted);
        Guid? account;
        await using (var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct))
            account = await db.ExecuteScalarAsync<Guid?>("select account_id from case_file where id = @id", new { id = call.GetArgument<Guid>(0) });
        var me = services.GetRequiredService<Caller>();
        if (account is { } applicant && (applicant == me.Id || me.Has(Role.Clerk)))
            await services.GetRequiredService<FreshReads>().AskLicencesAsync(applicant, call.Arguments.OfType<TakenOnFile>().Single().Materials.Select(paper => paper.Reference), ct);
        return await next(call);
    }

    /// <summary>Takes papers that are on file over as materials of the case: all that are named, or none. What is there already stays, unless it is named as replaced.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, TakenOnFile request, Tx tx, Caller me, FreshReads fresh, KeptMatters kept, FileSettings settings, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var file = await tx.FindForUpdateAsync(id);
        var open = await HandIn.FindAsync(tx, id, [.. request.Materials.Select(paper => paper.Code)], me, now);
        if (file is null || open.Count == 0)
            return Problem.NotFound();
        if (Refused(request, open, me) is { } no)
            return no;
        var matter = await kept.FindAsync(file.MatterCode, file.Matter.Version, ct);
        var asked = request.Materials.Select(paper => (WantedPaper.Of(paper.Code, open.First(m => m.Code == paper.Code).Name!, matter), paper.Reference)).ToList();
        var (papers, unknown) = await FindAsync(tx, file.AccountId, id, fresh, asked, n => $"/materials/{n}/reference");
        if (unknown is not null)
            return unknown;
        foreach (var (paper, material) in papers.Select(paper => (paper, open.First(m => m.Code == paper.Code))))
            if (paper.Size > material.Most(settings))
                return FilesProblems.TooLarge(material.Most(settings));
        await HandIn.SetAsync(tx, id, [.. papers.Where(paper => open.First(m => m.Code == paper.Code) is var m && (m.Has != paper.Reference || m.Requested == true))], now);
        await HandIn.TellAsync(tx, id, [.. papers.Select(paper => (open.First(m => m.Code == paper.Code), paper.Reference))], me, now);
        return await tx.AnswerAsync((await tx.FindForUpdateAsync(id))!, me, views, response, ct);
    }

    private static Problem? Refused(TakenOnFile request, IReadOnlyList<HandIn.Material> open, Caller me)
    {
        var unlisted = request.Materials.Index().Where(paper => open.All(m => m.Code != paper.Item.Code)).Select(paper => (paper.Index, paper.Item.Code)).ToList();
        if (unlisted.Count > 0 || request.Materials.DistinctBy(paper => paper.Code).Count() != request.Materials.Count)
            return Problems.MaterialUnknown(unlisted);
        return request.Materials.Select(paper => HandIn.Refused(open.First(m => m.Code == paper.Code), paper.Reference, paper.Replaces is { } seen ? $"\"{seen}\"" : null, me)).FirstOrDefault(no => no is not null);
    }

    /// <summary>What these references name, in their order; or why not, naming all that are at fault. What is another's, or not in force, is not on file.</summary>
    public static async Task<(IReadOnlyList<Given> Papers, Problem? No)> FindAsync(
        Tx tx, Guid account, Guid except, FreshReads fresh, IReadOnlyList<(WantedPaper Paper, string Reference)> asked, Func<int, string> pointer)
    {
        if (asked.Count == 0)
            return ([], null);
        // Locked first and read next: what the earlier case gives up meanwhile is not swept before this one names it, and what has been swept is not found.
        if (asked.Select(ask => ask.Reference).Where(reference => !LicenceOnFile.IsNamed(reference)).ToArray() is [_, ..] digests)
            await tx.ExecuteAsync(SweepFiles.LockAllShared, new { digests });
        var earlier = await tx.QueryAsync<EarlierPaper>(PaperOnFile.EarlierSql, new { account, except, names = asked.Select(ask => ask.Paper.Name).Distinct().ToArray() });
        var held = await fresh.Licences;
        var papers = asked.Select(ask => Given.Of(ask.Paper.Code,
            held?.Items.FirstOrDefault(licence => licence.LicenceId == ask.Reference && licence.StandsFor(ask.Paper)),
            earlier.FirstOrDefault(had => had.Sha256 == ask.Reference && had.Name == ask.Paper.Name))).ToList();
        var unknown = papers.Index().Where(paper => paper.Item is null).Select(paper => pointer(paper.Index)).ToList();
        return unknown.Count > 0 ? ([], FilesProblems.NotOnFile(unknown)) : ([.. papers.OfType<Given>()], null);
    }
}
