using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Where an upload is, and its end before its time.</summary>
internal static class FollowUpload
{
    /// <summary>How much has arrived, and whether it is done; HEAD tells the same in Upload-Offset and Upload-Length.</summary>
    public static async Task<Results<Ok<UploadView>, Problem>> ReadAsync(
        Guid id, NpgsqlDataSource source, FileStore files, Caller me, PersonalData data, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await Upload.FindAsync(source, id, me, time.GetUtcNow().UtcDateTime, ct) is not { } upload)
            return Problem.NotFound();
        var offset = upload.Offset(files);
        response.Headers[AppendPart.OffsetHeader] = $"{offset}";
        response.Headers["Upload-Length"] = $"{upload.Size}";
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(UploadView.Of(upload, offset, data));
    }

    /// <summary>Drops an upload with all that has arrived. A material that was made of it stays.</summary>
    public static async Task<Results<NoContent, Problem>> DropAsync(Guid id, NpgsqlDataSource source, FileStore files, Caller me, CancellationToken ct) =>
        await Upload.DropAsync(source, files, id, me.Id, ct) ? TypedResults.NoContent() : Problem.NotFound();
}
