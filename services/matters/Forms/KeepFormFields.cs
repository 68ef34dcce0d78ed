using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads the dictionary of shared fields; an administrator changes or adds one. Forms made from a field before keep it as it was.</summary>
internal static class KeepFormFields
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/form-fields", ListAsync).WithName("ListFormFields").AllowAnonymous().WithSummary("数据元: the fields that forms share, by key");
        matters.MapPut("/form-fields/{key}", PutAsync).WithName("PutFormField").AllowRoles(Role.Admin).WithSummary("Changes or adds a field; If-Match is its revision, \"0\" where it was never changed or is new");
    }

    private static async Task<Results<Ok<Page<FormFieldView>>, Problem>> ListAsync(int? limit, string? after, NpgsqlDataSource source, HttpContext http, CancellationToken ct)
    {
        string? key = "";
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(ct);
        var take = Paging.Limit(limit);
        var rows = (await FormFields.ReadAsync(db)).All.Where(field => string.CompareOrdinal(field.Key, key) > 0).Take(take + 1).ToList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Key), http));
    }

    private static async Task<Results<Ok<FormFieldView>, Problem>> PutAsync(
        string key, FormField field, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        // A field that is not stored yet has no row to lock.
        await tx.ExecuteAsync("select pg_advisory_xact_lock(hashtext('form-field'), hashtext(@key))", new { key });
        var revision = await tx.ScalarAsync<int>("select coalesce(max(revision), 0) from form_field where key = @key", new { key });
        if (Precondition.Failed(ifMatch, revision) is { } no)
            return no;
        if (!FormFields.IsKey(key))
            return Problems.FieldKey();
        if (FormSchema.Check(JsonSerializer.SerializeToElement(new { type = "object", properties = new Dictionary<string, object> { [key] = field.ToSchema() } }), "") is [_, ..] findings)
            return Problems.Broken([.. findings.Select(finding => finding with { Pointer = finding.Pointer.Replace($"/properties/{key}", "", StringComparison.Ordinal) })]);

        await tx.ExecuteAsync(
            """
            insert into form_field (key, revision, content, updated_at)
            values (@key, @revision, @content::jsonb, @now)
            on conflict (key) do update
            set revision = excluded.revision, content = excluded.content, updated_at = excluded.updated_at
            """, new { key, revision = revision + 1, content = JsonSerializer.Serialize(field, GovJson.Events), now = time.GetUtcNow().UtcDateTime });
        tx.Audit("form-field.put", "form-field", key, new { revision = revision + 1 });
        await tx.CommitAsync(ct);
        response.SetETag(revision + 1);
        return TypedResults.Ok(new FormFieldView(key, revision + 1, field));
    }
}
