using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>Hands one material in: streamed to a file that nobody finds, checked by content, then kept and noted on the case.</summary>
internal static class PutMaterial
{
    /// <summary>Stores the request body as this material. The same content again changes nothing; other content needs If-Match with the digest it replaces.</summary>
    public static async Task<Results<Ok<MaterialStored>, Problem>> Handle(
        Guid id, string code, [FromHeader(Name = "If-Match")] string? ifMatch, HttpRequest request, Tx tx, Caller me, FileStore files, StoredFiles stored,
        FileSettings settings, TimeProvider time, CancellationToken ct)
    {
        var mediaType = request.GetTypedHeaders().ContentType?.MediaType.Value ?? "";
        if (!MediaTypes.Accepted.Contains(mediaType))
            return FilesProblems.MediaType();

        // Looked at without a lock first: nobody fills the store for a case that is not his or takes nothing now.
        var material = await HandIn.FindAsync(tx, id, code, me, time.GetUtcNow().UtcDateTime);
        if (HandIn.Refused(material, null, ifMatch, me) is { } early)
            return early;
        var most = material!.Most(settings);
        if (request.ContentLength > most)
            return FilesProblems.TooLarge(most);
        await tx.DisposeAsync();
        var head = await request.BodyReader.ReadAtLeastAsync(MediaTypes.HeadLength, ct);
        if (head.Buffer.IsEmpty)
            return FilesProblems.Empty();
        if (!Begins(mediaType, head.Buffer))
            return FilesProblems.NotWhatItSays();
        request.BodyReader.AdvanceTo(head.Buffer.Start);
        using var draft = await files.DraftAsync(request.BodyReader.AsStream(), most, ct);
        await using (var content = File.OpenRead(draft.Path))
            if (!await MediaTypes.MatchesAsync(mediaType, content, ct))
                return FilesProblems.NotWhatItSays();
        await stored.KeepAsync(draft.Path, draft.File, mediaType, ct);
        return await HandIn.AnswerAsync(tx, id, code, ifMatch, new(draft.File.Sha256, draft.File.Size, mediaType, HandIn.SourceOf(me)), me, settings, time, request.HttpContext.Response, ct);
    }

    private static bool Begins(string mediaType, System.Buffers.ReadOnlySequence<byte> content)
    {
        Span<byte> head = stackalloc byte[MediaTypes.HeadLength];
        var length = (int)Math.Min(head.Length, content.Length);
        System.Buffers.BuffersExtensions.CopyTo(content.Slice(0, length), head);
        return MediaTypes.Begins(mediaType, head[..length]);
    }
}
