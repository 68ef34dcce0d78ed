namespace GovPlatform.Intake;

/// <summary>How much may be handed in, and what scans it: the sections Intake and Gov:Scan of the configuration.</summary>
/// <param name="MostBytes">Of one material, where its list names no limit of its own (Intake:MostBytes).</param>
/// <param name="UploadBytes">Of one upload in parts (Intake:Uploads:MostBytes).</param>
/// <param name="UploadsOpen">Unfinished uploads of one account (Intake:Uploads:MostOpen).</param>
/// <param name="AccountBytes">All uploads of one account that have not expired (Intake:Uploads:AccountBytes).</param>
/// <param name="UploadLife">An upload is gone after this time, finished or not (Intake:Uploads:Hours).</param>
/// <param name="Clamd">host:port of the virus scanner; null for none (Gov:Scan:Clamd).</param>
/// <param name="ScanRequired">True where only content that was scanned, and is clean, may be received and read by staff (Gov:Scan:Required).</param>
/// <param name="SweepAfter">Content that nothing names is removed so long after it was last brought (Intake:SweepAfterDays), and never before its upload has been gone for a day.</param>
internal sealed record FileSettings(long MostBytes, long UploadBytes, int UploadsOpen, long AccountBytes, TimeSpan UploadLife, string? Clamd, bool ScanRequired,
    TimeSpan SweepAfter)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Of one part of an upload.</summary>
    public const int PartBytes = (int)(8 * Megabyte);

    public static FileSettings From(IConfiguration configuration)
    {
        var (uploads, scan) = (configuration.GetSection("Intake:Uploads"), configuration.GetSection("Gov:Scan"));
        var (life, sweep) = (TimeSpan.FromHours(uploads.GetValue("Hours", 24)), TimeSpan.FromDays(configuration.GetValue("Intake:SweepAfterDays", 7)));
        var least = life + TimeSpan.FromDays(1);
        var settings = new FileSettings(
            configuration.GetValue("Intake:MostBytes", 20 * Megabyte), uploads.GetValue("MostBytes", 256 * Megabyte), uploads.GetValue("MostOpen", 20),
            uploads.GetValue("AccountBytes", 4096 * Megabyte), life,
            scan["Clamd"] is { Length: > 0 } clamd ? clamd : null, scan.GetValue("Required", false), sweep > least ? sweep : least);
        return settings is { ScanRequired: true, Clamd: null } ? throw new InvalidOperationException("Gov:Scan:Required needs Gov:Scan:Clamd.") : settings;
    }
}
