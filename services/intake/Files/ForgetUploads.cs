using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Removes uploads that have expired, and what killed processes left in the work folders.</summary>
internal sealed class ForgetUploads(IServiceProvider services, NpgsqlDataSource source, FileStore files, TimeProvider time) : TimedLoop(services, TimeSpan.FromMinutes(1))
{
    private const int Batch = 1000;

    // No request takes so long; the file's time is the machine's.
    private static readonly TimeSpan Left = TimeSpan.FromDays(1);

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await ForgetAsync(db, files, time.GetUtcNow().UtcDateTime);
        foreach (var file in new DirectoryInfo(files.WorkFolder("tmp")).EnumerateFiles().Where(file => file.LastWriteTimeUtc < TimeProvider.System.GetUtcNow() - Left))
            file.Delete();
    }

    internal static async Task ForgetAsync(NpgsqlConnection db, FileStore files, DateTime now)
    {
        await db.ExecuteAsync("delete from upload where expires_at <= @now", new { now });
        // Files whose row is gone, however it went; a row is there before its file.
        foreach (var batch in Directory.EnumerateFiles(files.WorkFolder(Upload.Folder)).Chunk(Batch))
        {
            var byId = batch.Where(path => Guid.TryParse(Path.GetFileName(path), out _)).ToDictionary(path => Guid.Parse(Path.GetFileName(path)));
            var orphans = await db.QueryAsync<Guid>("select id from unnest(@ids) id where not exists (select from upload u where u.id = id.id)", new { ids = byId.Keys.ToArray() });
            foreach (var id in orphans)
                File.Delete(byId[id]);
        }
    }
}
