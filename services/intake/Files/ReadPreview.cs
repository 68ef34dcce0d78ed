using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A material as a picture, to be looked at without a program for its type.</summary>
internal static class ReadPreview
{
    /// <summary>A page of a PDF as PNG; an image as it is. 422 no-preview for OFD, and for what cannot be read. Only of content that is scanned and clean; staff need the header Purpose.</summary>
    /// <param name="page">From 1.</param>
    public static async Task<Results<FileStreamHttpResult, Problem>> Handle(
        Guid id, string code, NpgsqlDataSource source, Caller me, FileStore files, Previews previews, FileSettings settings, HttpContext http, CancellationToken ct, int page = 1)
    {
        if (page is < 1 or > Previews.MostPages)
            return Problem.Invalid("/page", "page-out-of-range", $"页码应在 1 到 {Previews.MostPages} 之间", $"Pages 1 to {Previews.MostPages}");
        var (material, no) = await ReadMaterial.FindAsync(id, code, source, me, settings, http, ct);
        if ((no ?? Unsafe(material!.Scan, settings)) is { } refused)
            return refused;
        if (material!.MediaType == MediaTypes.Ofd)
            return FilesProblems.NoPreview();
        if (material.MediaType != MediaTypes.Pdf && page > 1)
            return FilesProblems.NoSuchPage();
        var (picture, none) = material.MediaType == MediaTypes.Pdf
            ? await previews.PageAsync(material.Sha256, page, ct)
            : (await files.OpenAsync(material.Sha256, ct), null);
        if (picture is null)
            return none ?? Problem.Unavailable();
        ReadMaterial.Disarm(http.Response);
        return TypedResults.Stream(picture, material.MediaType == MediaTypes.Pdf ? MediaTypes.Png : material.MediaType);
    }

    /// <summary>Where there is a scanner nothing is opened here that it has not found clean, for its owner neither.</summary>
    private static Problem? Unsafe(string scan, FileSettings settings) =>
        settings.Clamd is null || scan == Scan.Clean ? null : scan is Scan.Pending or Scan.Not ? FilesProblems.ScanPending() : FilesProblems.NotClean(scan);
}
