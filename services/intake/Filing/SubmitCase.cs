using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>提交: the applicant hands the application in; it gets its number.</summary>
internal static class SubmitCase
{
    /// <summary>Submits a draft whose required materials are all there, if its matter is still open in that version.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, FreshReads neighbours, Npgsql.NpgsqlDataSource source,
        PersonalData data, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        // Asked before the transaction: no lock is held while another service answers.
        if (await MatterOfAsync(source, id, me, ct) is not { } filed)
            return Problem.NotFound();
        var matter = await neighbours.FindPublishedAsync(filed.Code, ct);

        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        if (file.Status != CaseStatus.Draft)
            return Problems.WrongState(file);
        if (matter is null)
            return Problems.MatterNotOpen(filed.Code);
        if (matter.Version != file.Matter.Version)
            return Problems.MatterChanged(file.Matter.Version);
        var materials = await tx.MaterialsAsync(id);
        if (materials.Any(m => m.IsMissing))
            return Problems.MaterialsMissing(materials.Where(m => m.IsMissing));

        var now = time.GetUtcNow().UtcDateTime;
        var submitted = file.Submit(await tx.NextNumberAsync(file, now), now)!;
        await tx.SaveAsync(submitted, "submit", me);
        tx.Publish(new CaseSubmitted(id, submitted.Number!, now, file.Matter, file.Applicant, file.Channel));
        await tx.CommitAsync(ct);
        response.SetETag(submitted.Version);
        return TypedResults.Ok(CaseView.Of(submitted, materials, data, full: true));
    }

    private static async Task<MatterRef?> MatterOfAsync(Npgsql.NpgsqlDataSource source, Guid id, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await Dapper.SqlMapper.QuerySingleOrDefaultAsync<MatterRef>(db, """
            select matter
            from case_file
            where id = @id
              and (account_id = @me or (@clerk and channel = 'counter'))
            """, new { id, me = me.Id, clerk = me.Has(Role.Clerk) });
    }
}
