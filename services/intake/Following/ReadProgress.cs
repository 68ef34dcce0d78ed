using Npgsql;

namespace GovPlatform.Intake;

/// <summary>办理进展: what happens next, who has to act, until when; in the language of Accept-Language.</summary>
internal static class ReadProgress
{
    /// <summary>Where the case stands and what comes next.</summary>
    public static async Task<Results<Ok<CaseProgress>, Problem>> Handle(Guid id, NpgsqlDataSource source, Caller me, WorkingDays days, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.FindReadableAsync(id, me) is not { } file)
            return Problem.NotFound();
        var english = Languages.PrefersEnglish(http.Request);
        http.Response.SetETag(file.Version);
        http.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        http.Response.Headers.Vary = "Accept-Language";
        return TypedResults.Ok(CaseProgress.Of(file, days, settings.County, english));
    }
}
