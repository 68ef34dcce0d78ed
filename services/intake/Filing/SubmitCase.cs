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
        await AskAboutAsync(call.HttpContext, call.GetArgument<Guid>(0));
        return await next(call);
    }

    /// <summary>Asks for the matter and the applicant of a case, if it is the caller's to file.</summary>
    internal static async Task AskAboutAsync(HttpContext http, Guid id)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        var me = services.GetRequiredService<Caller>();
        (string Matter, Guid Account)? filed;
        await using (var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct))
            filed = await db.QuerySingleOrDefaultAsync<(string, Guid)?>(
                $"select matter_code, account_id from case_file where id = @id and {Filers.MayFile}", new { id, me = me.Id, clerk = me.Has(Role.Clerk) });
        if (filed is var (matter, account))
            await services.GetRequiredService<FreshReads>().AskAsync(matter, account, ct);
    }

    /// <summary>Submits a draft whose required materials are all there, if its matter is still open in that version.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, FreshReads fresh,
        CaseViews views, Forms forms, Serials serials, DuplicateWindow duplicates, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (file.Status != CaseStatus.Draft)
            return Problems.WrongState(file);
        if (file.PackageId is { } package)
            return PackageProblems.InPackage(package);
        if (await fresh.Matter is not { } matter)
            return Problems.MatterNotOpen(file.MatterCode);
        if (matter.Version != file.Matter.Version)
            return Problems.MatterChanged(file.Matter.Version);
        if (await forms.RefusalAsync(file, ct) is { } no)
            return no;
        if (await tx.LacksCommitmentAsync(file))
            return ConditionsProblems.NotSigned(Letter.OfCommitment);
        var materials = await tx.MaterialsAsync(id);
        if (materials.Any(m => m.BarsFiling))
            return Problems.MaterialsMissing(materials.Where(m => m.BarsFiling), $"/api/intake/v1/cases/{id}/on-file");
        if (Scan.Stops(materials) is { } unsafeFile)
            return unsafeFile;

        var now = time.GetUtcNow().UtcDateTime;
        var submitted = file.Submit(await serials.CaseNumberAsync(file.MatterCode, now), now)!;
        await tx.SaveAsync(submitted, "submit", me);
        tx.Publish(new CaseSubmitted(id, submitted.Number!, now, file.Matter, file.Applicant, file.Channel));
        var alike = await tx.AlikeAsync(submitted, duplicates);
        var answer = await tx.AnswerAsync(submitted, me, views, response, ct, materials);
        return TypedResults.Ok(answer.Value! with { Duplicates = alike });
    }
}
