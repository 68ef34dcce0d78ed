using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>提交: the applicant hands the application in; it gets its number.</summary>
internal static class SubmitCase
{
    /// <summary>Before the transaction: is the matter still open?</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (services, ct) = (call.HttpContext.RequestServices, call.HttpContext.RequestAborted);
        var me = services.GetRequiredService<Caller>();
        string? matterCode;
        await using (var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct))
            matterCode = await db.ExecuteScalarAsync<string?>($"select matter_code from case_file where id = @id and {Filers.MayFile}",
                new { id = call.GetArgument<Guid>(0), me = me.Id, clerk = me.Has(Role.Clerk) });
        if (matterCode is not null)
            await services.GetRequiredService<FreshReads>().AskAsync(matterCode, null, ct);
        return await next(call);
    }

    /// <summary>Submits a draft whose required materials are all there, if its matter is still open in that version.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, FreshReads fresh,
        PersonalData data, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        if (file.Status != CaseStatus.Draft)
            return Problems.WrongState(file);
        if (await fresh.Matter is not { } matter)
            return Problems.MatterNotOpen(file.MatterCode);
        if (matter.Version != file.Matter.Version)
            return Problems.MatterChanged(file.Matter.Version);
        var materials = await tx.MaterialsAsync(id);
        if (materials.Any(m => m.IsMissing))
            return Problems.MaterialsMissing(materials.Where(m => m.IsMissing));

        var now = time.GetUtcNow().UtcDateTime;
        var submitted = file.Submit(await tx.NextNumberAsync(file, now), now)!;
        await tx.SaveAsync(submitted, "submit", me);
        tx.Publish(new CaseSubmitted(id, submitted.Number!, now, file.Matter, file.Applicant, file.Channel));
        return await tx.AnswerAsync(submitted, me, data, response, ct, materials);
    }
}
