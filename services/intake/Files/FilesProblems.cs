namespace GovPlatform.Intake;

/// <summary>Every way that files are refused.</summary>
internal static class FilesProblems
{
    public static Problem MediaType() =>
        new(415, "unsupported-media-type", "仅接受 PDF、OFD、JPEG、PNG 文件", "Only PDF, OFD, JPEG and PNG are taken") { Extensions = { ["accepted"] = MediaTypes.Accepted } };

    public static Problem NotWhatItSays() =>
        new(415, "content-mismatch", "文件内容与声明的类型不符", "The content is not of the declared type");

    public static Problem TooLarge(long most, string pointer = "") =>
        new(413, "too-large", $"文件不得超过 {Shown(most)}", $"{Shown(most)} at most")
        { Extensions = { ["maxBytes"] = most }, Errors = pointer.Length == 0 ? null : new() { [pointer] = [$"{most}"] } };

    private static string Shown(long bytes) => bytes % (1024 * 1024) == 0 ? $"{bytes / 1024 / 1024} MB" : $"{bytes / 1024} KB";

    public static Problem Empty() => Problem.Invalid("", "empty", "文件内容为空", "The content is empty");

    public static Problem TooManyUploads(int most) =>
        new(409, "too-many-uploads", $"未完成的上传不得超过 {most} 个，请先完成或者删除", $"{most} unfinished uploads at most: finish or delete one") { Extensions = { ["most"] = most } };

    public static Problem AccountFull(long most) =>
        new(409, "uploads-full", "近期上传的文件过多，请稍后再试", "Too much was uploaded lately; uploads expire") { Extensions = { ["maxBytes"] = most } };

    public static Problem OffsetMissing() =>
        new(400, "upload-offset-required", "请在 Upload-Offset 中给出已上传的字节数", "Upload-Offset with the number of bytes that have arrived is required");

    public static Problem PartType() =>
        new(415, "unsupported-media-type", $"分片类型应为 {AppendPart.ContentType}", $"A part is of type {AppendPart.ContentType}") { Extensions = { ["accepted"] = new[] { AppendPart.ContentType } } };

    /// <summary>409: where the upload really is; begin the next part there.</summary>
    public static Problem OffsetDiffers(long offset) =>
        new(409, "offset-differs", "偏移量与已上传的字节数不符", "The offset is not what has arrived") { Extensions = { ["offset"] = offset } };

    public static Problem PartInProgress(long offset) =>
        new(409, "part-in-progress", "另一分片正在上传", "Another part is coming in") { Extensions = { ["offset"] = offset }, RetryAfter = 1 };

    public static Problem PastTheEnd(long size) =>
        new(413, "past-the-end", "分片超出所声明的文件大小", "The part goes past the announced size") { Extensions = { ["size"] = size } };

    public static Problem UploadDone() => Problem.Conflict("upload-done", "上传已完成", "The upload is complete", Upload.Done);

    /// <summary>422: nothing of it is kept; begin anew.</summary>
    public static Problem DigestDiffers(string arrived) =>
        new(422, "digest-differs", "文件摘要与声明不符，上传已作废", "The digest is not the announced one; the upload is dropped") { Errors = new() { ["/sha256"] = [arrived] } };

    public static Problem UploadUnknown(IEnumerable<string> pointers) => At(pointers, "upload-unknown", "没有该上传，或者已过期", "There is no such upload of yours, or it has expired");

    /// <summary>Nothing of the applicant's that this names stands for the material: another's, another kind of paper, or a licence that is not in force.</summary>
    public static Problem NotOnFile(IEnumerable<string> pointers) => At(pointers, "not-on-file", "没有可用于该材料的有效证照或者已提交的材料", "Nothing in force or handed in before stands for this material");

    /// <summary>What stood for a material stands no more: it is asked for with a notice, or another is taken.</summary>
    public static Problem NotInForce(IEnumerable<CaseMaterial> over) =>
        new(422, "licence-not-in-force", "用于该材料的电子证照已失效，请另行补正", "A licence that stands for a material is in force no more: have it supplied") { Errors = ByCode(over.Select(m => (m.Code, m.Name))) };

    public static Problem NoPreview() => new(422, "no-preview", "该文件无法预览，请下载查看", "There is no preview of this file: download it");

    public static Problem NoSuchPage() => new(404, "no-such-page", "没有该页", "There is no such page");

    public static Problem PreviewsBusy() => new(503, "previews-busy", "预览生成繁忙，请稍后重试", "Too many previews are being made") { RetryAfter = 5 };

    public static Problem UploadOrOnFile(string pointer) => At([pointer], "upload-or-on-file", "应当填写 uploadId 或 onFile 之一", "Either uploadId or onFile, one of both");

    public static Problem UploadNotDone(IEnumerable<string> pointers) => At(pointers, "upload-not-done", "上传尚未完成", "The upload is not complete");

    public static Problem InfectedUploads(IEnumerable<string> pointers) => At(pointers, "infected", "文件含有病毒，不得使用，请更换", "The file is infected: hand in another");

    /// <summary>409: nobody may read it, whoever handed it in.</summary>
    public static Problem Infected() => new(409, "infected", "文件含有病毒，不得使用，请更换", "The file is infected: hand in another");

    public static Problem InfectedMaterials(IEnumerable<(string Code, string Name)> infected) =>
        new(422, "infected", "材料含有病毒，请更换", "Materials are infected: hand in others") { Errors = ByCode(infected) };

    public static Problem NotCleanMaterials(IEnumerable<(string Code, string Name)> unsure) =>
        new(422, "not-clean", "材料未能通过查毒，请更换", "Materials could not be scanned: hand in others") { Errors = ByCode(unsure) };

    /// <summary>409: only who handed it in reads it until then.</summary>
    public static Problem ScanPending() => new(409, "scan-pending", "文件正在查毒，请稍后", "The file is still being scanned") { RetryAfter = 2 };

    /// <summary>409: what could not be scanned is not let through here.</summary>
    public static Problem NotClean(string scan) => Problem.Conflict("not-clean", "文件未能通过查毒，请更换", "The file could not be scanned: hand in another", scan);

    private static Problem At(IEnumerable<string> pointers, string code, string zh, string en) => new(422, code, zh, en) { Errors = pointers.ToDictionary(pointer => pointer, _ => new[] { zh }) };

    private static Dictionary<string, string[]> ByCode(IEnumerable<(string Code, string Name)> materials) => materials.DistinctBy(m => m.Code).ToDictionary(m => $"/materials/{m.Code}", m => new[] { m.Name });
}
