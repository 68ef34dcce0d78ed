using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>A finished upload that is handed in.</summary>
public sealed record HandedUpload
{
    /// <summary>The upload, which is the caller's and done.</summary>
    [Required]
    public Guid? UploadId { get; init; }
}

/// <summary>Hands a finished upload in as a material.</summary>
internal static class HandUploadIn
{
    /// <summary>Hands a finished upload in as this material. The same content again changes nothing; other content needs If-Match with the digest it replaces.</summary>
    public static async Task<Results<Ok<MaterialStored>, Problem>> Handle(
        Guid id, string code, HandedUpload request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, FileSettings settings,
        TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        var material = await HandIn.FindAsync(tx, id, code, me, time.GetUtcNow().UtcDateTime);
        if (HandIn.Refused(material, null, ifMatch, me) is { } early)
            return early;
        var (taken, no) = await Uploads.TakeAsync(tx, me, [request.UploadId!.Value], _ => material!.Most(settings), time.GetUtcNow().UtcDateTime, _ => "/uploadId");
        return no is not null ? no : await HandIn.AnswerAsync(tx, id, code, ifMatch, taken[0], me, settings, time, response, ct);
    }
}

/// <summary>Uploads as a case takes them.</summary>
internal static class Uploads
{
    /// <summary>The content of finished uploads of this caller, in the order asked for, in one round trip; or why not, naming all that are at fault.</summary>
    /// <param name="most">Bytes that the upload at that index may have.</param>
    /// <param name="pointer">The place in the request of the upload at that index.</param>
    public static async Task<(IReadOnlyList<Content> Taken, Problem? No)> TakeAsync(Tx tx, Caller me, IReadOnlyList<Guid> ids, Func<int, long> most, DateTime now, Func<int, string> pointer)
    {
        if (ids.Count == 0)
            return ([], null);
        var found = (await tx.PeekAsync<Finished>("""
            select u.id, u.sha256, u.size, u.media_type, u.done_at is not null as done, s.scan
            from upload u
            left join stored_file s on s.sha256 = u.sha256
            where u.account_id = @me
              and u.id = any(@ids)
              and u.expires_at > @now
            """, new { me = me.Id, ids = ids.Distinct().ToArray(), now })).ToDictionary(upload => upload.Id);
        var no = At(id => !found.ContainsKey(id)) is [_, ..] unknown ? FilesProblems.UploadUnknown(unknown)
            : At(id => !found[id].Done) is [_, ..] open ? FilesProblems.UploadNotDone(open)
            : At(id => found[id].Scan == Scan.Infected) is [_, ..] infected ? FilesProblems.InfectedUploads(infected)
            : Large() is >= 0 and var large ? FilesProblems.TooLarge(most(large), pointer(large))
            : null;
        return no is null ? ([.. ids.Select(id => found[id].AsContent(me))], null) : ([], no);

        int Large() => Enumerable.Range(0, ids.Count).Where(n => found[ids[n]].Size > most(n)).DefaultIfEmpty(-1).First();

        List<string> At(Predicate<Guid> wrong) => [.. ids.Index().Where(upload => wrong(upload.Item)).Select(upload => pointer(upload.Index))];
    }

    private sealed record Finished(Guid Id, string Sha256, long Size, string MediaType, bool Done, string? Scan)
    {
        public Content AsContent(Caller me) => new(Sha256, Size, MediaType, HandIn.SourceOf(me));
    }
}
