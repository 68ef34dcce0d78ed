using System.ComponentModel.DataAnnotations;
using System.Text;
using GovPlatform.Matters.Importing;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor brings a whole catalogue in: all of it, or nothing and a report that names every bad row.</summary>
internal static class ImportMatters
{
    public const int MostBytes = 10 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapPost("/imports", ImportAsync).WithName("ImportMatters").AllowRoles(Role.CatalogueEditor, Role.Admin)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithIdempotency()
            .WithSummary("Imports matters as text/csv, or matters and materials as multipart files; each becomes a draft, or is published with publish=true");

    private static async Task<Results<Ok<ImportReport>, Problem>> ImportAsync(
        bool? publish, HttpRequest request, Tx tx, Caller me, GovSettings settings, TimeProvider time, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return Problems.ImportTooLarge();
        if (!request.HasFormContentType && request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) != true)
            return Problems.ImportType();
        string? matters, materials;
        try
        {
            (matters, materials) = await FilesAsync(request, ct);
        }
        catch (DecoderFallbackException)
        {
            return Problem.Invalid("", "import-encoding", "文件应为 UTF-8 编码", "The file is not UTF-8");
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return Problems.ImportTooLarge();
        }
        if (matters is null)
            return Problems.ImportType();

        var rows = MatterRows.Read(matters, materials, settings.Region, await FormFields.ReadAsync(await tx.ConnectionAsync()));
        var errors = await StoreAsync(rows, publish == true, tx, me, time.GetUtcNow().UtcDateTime);
        if (errors.Count > 0)
            return Problems.ImportRefused(ImportReport.Of(rows, 0, errors));
        await tx.CommitAsync(ct);
        return TypedResults.Ok(ImportReport.Of(rows, rows.Matters.Count, []));
    }

    /// <summary>Stores every row as a version, without committing; or nothing, and says what is wrong.</summary>
    public static async Task<IReadOnlyList<RowError>> StoreAsync(MatterRows rows, bool publish, Tx tx, Caller me, DateTime now)
    {
        List<RowError> errors = [.. rows.Errors, .. rows.Matters.SelectMany(matter => Check(matter.Line, matter.Content, publish, me))];
        if (errors.Count > 0)
            return errors;

        var codes = rows.Matters.Select(matter => matter.Content.MatterCode).ToArray();
        var before = (await tx.QueryAsync<Before>(
            """
            select code, max(version) as last, bool_or(status in ('draft', 'scheduled')) as drafted,
                max(retire_on) filter (where status in ('published', 'suspended')) as retire_on
            from matter
            where code = any(@codes)
            group by code
            """, new { codes })).ToDictionary(known => known.Code);
        errors.AddRange(
            from matter in rows.Matters
            where before.TryGetValue(matter.Content.MatterCode, out var known) && known.Drafted
            select new RowError(MatterRows.MattersFile, matter.Line, "basic_code", "draft-exists", "该事项已有草稿", "The matter has a draft already"));
        if (errors.Count > 0)
            return errors;

        var drafts = rows.Matters.Select(matter => Next(matter.Content, before.GetValueOrDefault(matter.Content.MatterCode), Actor.Of(me), now));
        var stored = publish ? await PublishAsync(tx, drafts, codes, Actor.Of(me), now) : await MatterSql.InsertAsync(tx, [.. drafts]);
        if (!stored)
            return [new(MatterRows.MattersFile, 1, null, "draft-exists", "其中的事项正在被他人起草", "Somebody drafts one of these matters just now")];
        tx.Audit("matter.import", "catalogue", me.Region, new { rows.MatterCount, publish });
        return [];
    }

    // A sheet has no place for reasons: that it was imported is one. A retirement that was planned is the matter's, whatever its version.
    private static Matter Next(MatterContent content, Before? before, Actor by, DateTime now) => before is null
        ? Matter.Draft(content, 1, by, now)
        : Matter.Draft(content with { Reason = content.Reason ?? "批量导入更新" }, before.Last + 1, by, now) with { RetireOn = before.RetireOn };

    private static async Task<bool> PublishAsync(Tx tx, IEnumerable<Matter> drafts, string[] codes, Actor by, DateTime now)
    {
        await tx.ExecuteAsync(
            """
            update matter
            set status = 'retired', revision = revision + 1, updated_at = @now
            where code = any(@codes)
                and status in ('published', 'suspended')
            """, new { codes, now });
        var published = drafts.Select(draft => draft.Publish(by, now)!.Value).ToList();
        foreach (var (_, told) in published)
            tx.Publish(told);
        return await MatterSql.InsertAsync(tx, [.. published.Select(pair => pair.Matter)]);
    }

    private static IEnumerable<RowError> Check(int line, MatterContent content, bool publish, Caller me)
    {
        // Rows skip the request validation that JSON goes through, so lengths and ranges are asked for here.
        List<ValidationResult> shape = [];
        Validator.TryValidateObject(content, new(content), shape, validateAllProperties: true);
        Validator.TryValidateObject(content.Elements, new(content.Elements), shape, validateAllProperties: true);
        foreach (var material in content.Materials)
            Validator.TryValidateObject(material, new(material), shape, validateAllProperties: true);
        var findings = publish ? PublicationRules.Check(content).Where(finding => finding.Blocks) : CodeRules.Check(content);
        var others = !me.Has(Role.Admin) && me.Kind != Kind.Service && content.DepartmentCode != me.Department;
        return shape.Select(wrong => new RowError(MatterRows.MattersFile, line, wrong.MemberNames.FirstOrDefault(), "shape", $"{wrong.MemberNames.FirstOrDefault()}不符合要求", wrong.ErrorMessage ?? ""))
            .Concat(findings.Select(finding => new RowError(MatterRows.MattersFile, line, finding.Pointer, finding.Code, finding.Zh, finding.En)))
            .Concat(others ? [new RowError(MatterRows.MattersFile, line, "department", "other-department", "只能维护本部门的事项", "Editors keep the matters of their own department")] : []);
    }

    private static async Task<(string? Matters, string? Materials)> FilesAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return (await TextAsync(request.Body, ct), null);
        var form = await request.ReadFormAsync(ct);
        return (await FileAsync(form.Files[MatterRows.MattersFile], ct), await FileAsync(form.Files[MatterRows.MaterialsFile], ct));
    }

    private static async Task<string?> FileAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null)
            return null;
        await using var stream = file.OpenReadStream();
        return await TextAsync(stream, ct);
    }

    private static async Task<string> TextAsync(Stream stream, CancellationToken ct)
    {
        using var reader = new StreamReader(stream, Utf8);
        return await reader.ReadToEndAsync(ct);
    }

    private sealed record Before(string Code, int Last, bool Drafted, DateOnly? RetireOn);
}
