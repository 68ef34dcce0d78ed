using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An administrator keeps the county's themes.</summary>
internal static class KeepTheme
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapPut("/themes/{code}", PutAsync).WithName("KeepTheme").AllowRoles(Role.Admin).WithSummary("Changes a theme, or adds one; If-Match is its revision, \"0\" where there is none");

    private static async Task<Results<Ok<ThemeView>, Problem>> PutAsync(
        [RegularExpression("^[A-Z][0-9]{2,4}$")] string code, ThemeContent content, [FromHeader(Name = "If-Match")] string? ifMatch,
        Tx tx, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        // A theme that is not stored yet has no row to lock, and all are counted: edits are few, so they take turns.
        await tx.ExecuteAsync("select pg_advisory_xact_lock(hashtext('theme'))");
        var revision = await tx.ScalarAsync<int>("select coalesce(max(revision), 0) from theme where region = @Region and code = @code", new { settings.Region, code });
        if (Precondition.Failed(ifMatch, revision) is { } no)
            return no;
        if (content.Check() is [_, ..] findings)
            return NavigationProblems.ThemeBroken(findings);
        if (revision == 0 && await tx.ScalarAsync<int>("select count(code)::integer from theme where region = @Region", new { settings.Region }) >= ReadThemes.Most)
            return NavigationProblems.ThemesFull(ReadThemes.Most);
        await StoreAsync(tx, settings.Region, [(code, content)], time.GetUtcNow().UtcDateTime);
        tx.Audit("theme.keep", "theme", code, new { Revision = revision + 1 });
        await tx.CommitAsync(ct);
        response.SetETag(revision + 1);
        return TypedResults.Ok(View(code, content, revision + 1));
    }

    public static Task<int> StoreAsync(Tx tx, string region, IReadOnlyList<(string Code, ThemeContent Content)> themes, DateTime now) => tx.ExecuteAsync(
        """
        insert into theme as kept (region, code, kind, audience, position, name, topics, departments, matters, revision, updated_at)
        select @region, code, kind, audience, position, name, topics, departments, matters, 1, @now
        from jsonb_to_recordset(@rows::jsonb) as r (code text, kind text, audience text, position integer, name text, topics text[], departments text[], matters text[])
        on conflict (region, code) do update
        set kind = excluded.kind, audience = excluded.audience, position = excluded.position, name = excluded.name, topics = excluded.topics,
            departments = excluded.departments, matters = excluded.matters, revision = kept.revision + 1, updated_at = excluded.updated_at
        """,
        new
        {
            region,
            now,
            rows = JsonSerializer.Serialize(themes.Select(theme => new
            {
                theme.Code, theme.Content.Kind, theme.Content.Audience, theme.Content.Position, theme.Content.Name, theme.Content.Topics, theme.Content.Departments, theme.Content.Matters,
            }), GovJson.Events),
        });

    private static ThemeView View(string code, ThemeContent theme, int revision) => new()
    {
        Code = code, Kind = theme.Kind, Audience = theme.Audience, Name = theme.Name, Position = theme.Position, Topics = [.. theme.Topics],
        Departments = [.. theme.Departments], Matters = [.. theme.Matters], Revision = revision,
    };
}
