using System.Buffers;
using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Takes the next part of an upload; the last one makes it whole, and then its digest and its type are held against what was announced.</summary>
internal sealed class AppendPart(NpgsqlDataSource source, FileStore files, StoredFiles stored, PersonalData data, TimeProvider time)
{
    public const string ContentType = "application/offset+octet-stream";
    public const string OffsetHeader = "Upload-Offset";

    // EWOULDBLOCK of flock(2): another process, or another request, writes.
    private const int WouldBlock = 11;

    /// <summary>Takes the part that begins at Upload-Offset, 8 MB at most. A part that is cut short keeps what has arrived of it: ask for the offset and go on there. Where all has arrived an empty part completes it.</summary>
    public static Task<Results<Ok<UploadView>, Problem>> Handle(
        Guid id, [FromHeader(Name = OffsetHeader)] long? uploadOffset, HttpRequest request, AppendPart append, Caller me, CancellationToken ct) =>
        append.RunAsync(id, uploadOffset, request, me, ct);

    private async Task<Results<Ok<UploadView>, Problem>> RunAsync(Guid id, long? offset, HttpRequest request, Caller me, CancellationToken ct)
    {
        if (await Upload.FindAsync(source, id, me, Now, ct) is not { } upload)
            return Problem.NotFound();
        if (Refused(upload, offset, request) is { } no)
            return no;
        long arrived;
        try
        {
            // Nobody else opens it meanwhile, in whatever replica; a killed process gives the lock up.
            await using var file = new FileStream(Upload.PathOf(files, id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            if (file.Length != offset)
                return At(request, FilesProblems.OffsetDiffers(file.Length), file.Length);
            if (!await AppendAsync(request.Body, file, Math.Min(FileSettings.PartBytes, upload.Size - file.Length), ct))
                return At(request, upload.Size - file.Length < FileSettings.PartBytes ? FilesProblems.PastTheEnd(upload.Size) : FilesProblems.TooLarge(FileSettings.PartBytes), file.Length);
            arrived = file.Length;
            if (arrived == upload.Size && await WrongAsync(upload, file, ct) is { } wrong)
            {
                await Upload.DropAsync(source, files, id, me.Id, ct);
                return wrong;
            }
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            return FilesProblems.PartInProgress(upload.Offset(files));
        }
        return arrived == upload.Size ? await FinishAsync(upload, request, me, ct) : At(request, TypedResults.Ok(UploadView.Of(upload, arrived, data)), arrived);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static Problem? Refused(Upload upload, long? offset, HttpRequest request) =>
        upload.DoneAt is not null ? FilesProblems.UploadDone()
        : request.GetTypedHeaders().ContentType?.MediaType != ContentType ? FilesProblems.PartType()
        : offset is null ? FilesProblems.OffsetMissing()
        : request.ContentLength > FileSettings.PartBytes ? FilesProblems.TooLarge(FileSettings.PartBytes)
        : request.ContentLength > upload.Size - offset ? FilesProblems.PastTheEnd(upload.Size)
        : null;

    private static T At<T>(HttpRequest request, T answer, long offset)
    {
        request.HttpContext.Response.Headers[OffsetHeader] = $"{offset}";
        return answer;
    }

    /// <summary>False where more came than may, and then nothing of it is kept. What came before a connection broke is.</summary>
    private static async Task<bool> AppendAsync(Stream body, FileStream file, long most, CancellationToken ct)
    {
        var (buffer, before) = (ArrayPool<byte>.Shared.Rent(64 * 1024), file.Length);
        file.Position = before;
        try
        {
            for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
            {
                if (file.Position + read - before > most)
                {
                    file.SetLength(before);
                    return false;
                }
                await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            file.Flush(flushToDisk: true);
        }
    }

    private static async Task<Problem?> WrongAsync(Upload upload, FileStream file, CancellationToken ct)
    {
        file.Position = 0;
        var arrived = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        return arrived != upload.Sha256 ? FilesProblems.DigestDiffers(arrived)
            : !await MediaTypes.MatchesAsync(upload.MediaType, file, ct) ? FilesProblems.NotWhatItSays()
            : null;
    }

    /// <summary>An upload is done when its row says so; killed before that, it begins again from the first byte.</summary>
    private async Task<Results<Ok<UploadView>, Problem>> FinishAsync(Upload upload, HttpRequest request, Caller me, CancellationToken ct)
    {
        try
        {
            await stored.KeepAsync(Upload.PathOf(files, upload.Id), new(upload.Sha256, upload.Size), upload.MediaType, ct);
            File.Delete(Upload.PathOf(files, upload.Id));
            await using var db = await source.OpenConnectionAsync(ct);
            await db.ExecuteAsync("update upload set done_at = @Now where id = @Id and done_at is null", new { Now, upload.Id });
        }
        catch (FileNotFoundException)
        {
            // Another completes it, or its owner has dropped it.
        }
        return await Upload.FindAsync(source, upload.Id, me, Now, ct) switch
        {
            null => Problem.NotFound(),
            { DoneAt: null } => FilesProblems.PartInProgress(upload.Size),
            var done => At(request, TypedResults.Ok(UploadView.Of(done, done.Size, data)), done.Size),
        };
    }
}
