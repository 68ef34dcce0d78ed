using System.Security.Cryptography;

namespace GovPlatform.Intake;

/// <summary>Gives cases that were filed before there was one the keyed hash of their applicant's number, a batch at a time.</summary>
internal sealed class FillApplicantKeys(IServiceProvider services, IServiceScopeFactory scopes, PersonalData data, ILogger<FillApplicantKeys> log) : TimedLoop(services, TimeSpan.FromMinutes(1))
{
    private const int Batch = 1000;

    public const string DueSql = """
        select id, applicant ->> 'idNumberSealed' as sealed
        from case_file
        where applicant_key is null
        order by id
        limit @Batch
        for update skip locked
        """;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        while (await FillAsync(ct) == Batch)
            ct.ThrowIfCancellationRequested();
    }

    private async Task<int> FillAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var rows = await tx.QueryAsync<(Guid Id, string? Sealed)>(DueSql, new { Batch });
        if (rows.Count == 0)
            return 0;
        await tx.ExecuteAsync("""
            update case_file c
            set applicant_key = k.key
            from unnest(@ids, @keys) as k (id, key)
            where c.id = k.id
            """, new { ids = rows.Select(row => row.Id).ToArray(), keys = rows.Select(row => Key(row.Id, row.Sealed)).ToArray() });
        await tx.CommitAsync(ct);
        return rows.Count;
    }

    /// <summary>A number that cannot be opened is found by nobody, and must not hold the others up.</summary>
    private string Key(Guid id, string? @sealed)
    {
        try
        {
            return @sealed is null ? "" : SearchCases.Key(data, data.Open(@sealed));
        }
        catch (CryptographicException)
        {
            log.LogError("The applicant's number of case {CaseId} cannot be opened: is its key configured?", id);
            return "";
        }
    }
}
