using GovPlatform.Matters.Importing;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor brings a whole catalogue in: all of it, or nothing and a report that names every bad row.</summary>
internal static class ImportMatters
{
    public const int MostBytes = 20 * 1024 * 1024;

    public static void Add(IServiceCollection services)
    {
        services.AddFileStore();
        services.AddHostedService<RunImports>();
    }

    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapPost("/imports", ImportAsync).WithName("ImportMatters").AllowRoles(Role.CatalogueEditor, Role.Admin)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithIdempotency()
            .WithSummary("Imports a workbook with the sheets 事项 and 材料, or CSV; each matter becomes a draft, or is published with publish=true");
        ReadImport.Map(matters);
    }

    private static async Task<Results<Accepted<ImportView>, Problem>> ImportAsync(
        bool? publish, HttpRequest request, Tx tx, Caller me, FileStore files, TimeProvider time, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return Problems.ImportTooLarge();
        try
        {
            if (!request.HasFormContentType)
                return await QueueAsync(() => request.Body, null, publish == true, tx, me, files, time, ct);
            var form = await request.ReadFormAsync(ct);
            if ((form.Files[MatterRows.MattersFile] ?? form.Files["file"]) is not { } first)
                return Problems.ImportType();
            // One after the other: the files of a form share one stream.
            return await QueueAsync(first.OpenReadStream, form.Files[MatterRows.MaterialsFile] is { } second ? second.OpenReadStream : null, publish == true, tx, me, files, time, ct);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return Problems.ImportTooLarge();
        }
    }

    private static async Task<Results<Accepted<ImportView>, Problem>> QueueAsync(
        Func<Stream> first, Func<Stream>? second, bool publish, Tx tx, Caller me, FileStore files, TimeProvider time, CancellationToken ct)
    {
        var (format, file, no) = await KeepAsync(first(), files, ct);
        var (other, materials, wrong) = second is null ? (null, null, null) : await KeepAsync(second(), files, ct);
        if ((no ?? wrong) is { } problem)
            return problem;
        if (second is not null && (format, other) is not (ImportFile.Csv, ImportFile.Csv))
            return Problems.ImportType();
        return await QueueAsync(new() { Format = format!, File = file!, MaterialsFile = materials, Publish = publish }, tx, me, time, ct);
    }

    /// <summary>Queues a file that is kept already.</summary>
    internal static async Task<Results<Accepted<ImportView>, Problem>> QueueAsync(ImportJob file, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var job = file with { Id = Guid.CreateVersion7(), Region = me.Region, Importer = me.Id, Department = me.Department, AllDepartments = me.Has(Role.Admin) };
        await ImportJob.InsertAsync(tx, job, now);
        tx.Audit("import.queue", "import", $"{job.Id}", new { job.File, job.MaterialsFile, job.Publish });
        await tx.CommitAsync(ct);
        return TypedResults.Accepted($"/api/matters/v1/imports/{job.Id}", new ImportView { Id = job.Id, Status = ImportJob.Queued, Publish = job.Publish, Format = job.Format, CreatedAt = now });
    }

    private static async Task<(string? Format, string? File, Problem? No)> KeepAsync(Stream content, FileStore files, CancellationToken ct)
    {
        var stored = await files.WriteAsync(content, MostBytes, ct);
        await using var file = (await files.OpenAsync(stored.Sha256, ct))!;
        var (format, no) = await ImportFile.LookAsync(file, ct);
        return (format, stored.Sha256, no);
    }
}
