using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An administrator brings in the lists that are set from above: all of a list, or nothing and every finding.</summary>
internal static class KeepUpperLists
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapPost("/upper-lists", AddAsync).WithName("AddUpperList").AllowRoles(Role.Admin).WithIdempotency().WithSummary("Imports a list set from above");
        matters.MapPut("/upper-lists/{id:guid}", ReplaceAsync).WithName("ReplaceUpperList").AllowRoles(Role.Admin).WithSummary("Replaces a list, all its items too");
    }

    private static async Task<Results<Created<UpperListStored>, Problem>> AddAsync(
        UpperListContent content, Tx tx, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (content.Check() is [_, ..] findings)
            return NavigationProblems.UpperListBroken(findings);
        var id = Guid.CreateVersion7();
        if (!await InsertAsync(tx, settings.Region, id, content, time.GetUtcNow().UtcDateTime))
            return NavigationProblems.UpperListExists(content.Document);
        tx.Audit("upper-list.add", "upper-list", $"{id}", new { content.Document, content.Items.Count });
        await tx.CommitAsync(ct);
        response.SetETag(1);
        return TypedResults.Created($"/api/matters/v1/upper-lists/{id}", new UpperListStored(id, 1, content.Items.Count));
    }

    private static async Task<Results<Ok<UpperListStored>, Problem>> ReplaceAsync(
        Guid id, UpperListContent content, [FromHeader(Name = "If-Match")] string? ifMatch,
        Tx tx, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        var version = await tx.FindAsync<int?>("select version from upper_list where region = @Region and id = @id for update", new { settings.Region, id });
        if (version is not { } held)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, held) is { } no)
            return no;
        if (content.Check() is [_, ..] findings)
            return NavigationProblems.UpperListBroken(findings);
        var stored = await tx.ExecuteAsync(
            """
            update upper_list
            set level = @Level, name = @Name, document = @Document, issued_on = @IssuedOn, due_on = @DueOn, version = version + 1, updated_at = @now
            where id = @id
                and not exists (select from upper_list where region = @Region and document = @Document and id <> @id)
            """, new { content.Level, content.Name, content.Document, content.IssuedOn, content.DueOn, now = time.GetUtcNow().UtcDateTime, id, settings.Region });
        if (stored == 0)
            return NavigationProblems.UpperListExists(content.Document);
        await tx.ExecuteAsync("delete from upper_list_item where list_id = @id", new { id });
        await InsertItemsAsync(tx, id, content);
        tx.Audit("upper-list.replace", "upper-list", $"{id}", new { content.Document, content.Items.Count });
        await tx.CommitAsync(ct);
        response.SetETag(held + 1);
        return TypedResults.Ok(new UpperListStored(id, held + 1, content.Items.Count));
    }

    /// <summary>False where the county has the document already.</summary>
    public static async Task<bool> InsertAsync(Tx tx, string region, Guid id, UpperListContent content, DateTime now)
    {
        var stored = await tx.ExecuteAsync(
            """
            insert into upper_list (id, region, level, name, document, issued_on, due_on, version, updated_at)
            values (@id, @region, @Level, @Name, @Document, @IssuedOn, @DueOn, 1, @now)
            on conflict (region, document) do nothing
            """, new { id, region, content.Level, content.Name, content.Document, content.IssuedOn, content.DueOn, now });
        if (stored == 0)
            return false;
        await InsertItemsAsync(tx, id, content);
        return true;
    }

    private static Task<int> InsertItemsAsync(Tx tx, Guid id, UpperListContent content) => tx.ExecuteAsync(
        """
        insert into upper_list_item (list_id, position, name, basic_code, mode, scope, due_on)
        select @id, position, name, basic_code, mode, scope, due_on
        from jsonb_to_recordset(@rows::jsonb) as r (position integer, name text, basic_code text, mode text, scope text, due_on date)
        """,
        new
        {
            id,
            rows = JsonSerializer.Serialize(content.Items.Index().Select(item => new
            {
                position = item.Index + 1, item.Item.Name, basic_code = item.Item.BasicCode, item.Item.Mode, item.Item.Scope, due_on = item.Item.DueOn,
            }), GovJson.Events),
        });

    /// <summary>What was stored.</summary>
    internal sealed record UpperListStored(Guid Id, int Version, int Items);
}
