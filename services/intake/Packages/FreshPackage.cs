using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>What is asked before the transaction: the plan, every matter in it, and the applicant.</summary>
internal sealed class FreshPackage(NeighbourAnswers neighbours, KeptMatters kept)
{
    /// <summary>Awaited where the answers are needed: a call that is only repeated needs none.</summary>
    /// <exception cref="NeighbourDownException">A neighbour did not answer: 503.</exception>
    public Task Answered { get; private set; } = Task.CompletedTask;

    public PackagePlan? Plan { get; private set; }

    /// <summary>By code; what is not open is not in it.</summary>
    public IReadOnlyDictionary<string, PublishedMatter> Matters { get; private set; } = new Dictionary<string, PublishedMatter>();

    public ApplicantRef? Applicant { get; private set; }

    /// <summary>Asks, and returns when the answers, or their failures, are there.</summary>
    public async Task AskAsync(string package, string answers, Guid account, CancellationToken ct)
    {
        Answered = AskAllAsync(package, answers, account, ct);
        await Answered.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AskAllAsync(string package, string answers, Guid account, CancellationToken ct)
    {
        var (applicant, plan) = (neighbours.ApplicantAsync(account), neighbours.PlanAsync(package, Contracts.Answers.Spelt(answers)));
        await Task.WhenAll(applicant, plan).WaitAsync(ct);
        (Applicant, Plan) = (await applicant, await plan);
        if (Plan is not null)
            await AskMattersAsync(Plan, ct);
    }

    private async Task AskMattersAsync(PackagePlan plan, CancellationToken ct)
    {
        var found = await Task.WhenAll(plan.Items.Select(step => neighbours.MatterAsync(step.Matter!.Code))).WaitAsync(ct);
        Matters = found.OfType<PublishedMatter>().Where(matter => matter.Status == "published").ToDictionary(matter => matter.Code);
        foreach (var matter in Matters.Values)
            await kept.KeepAsync(matter, ct);
    }

    /// <summary>For a package that is there: its matters as they are now, if the caller may file it.</summary>
    public static async ValueTask<object?> AskAgain(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (http, services) = (call.HttpContext, call.HttpContext.RequestServices);
        PackageFile? file;
        await using (var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(http.RequestAborted))
            file = await db.QuerySingleOrDefaultAsync<PackageFile?>(
                $"select {PackageSql.Columns} from package_file where id = @id and {Filers.MayFile}", PackageSql.ReadBy(call.GetArgument<Guid>(0), services.GetRequiredService<Caller>()));
        var fresh = services.GetRequiredService<FreshPackage>();
        if (file is { SubmittedAt: null })
            await (fresh.Answered = fresh.AskMattersAsync(file.Plan, http.RequestAborted)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await next(call);
    }
}
