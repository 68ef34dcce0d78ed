using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>The versions of matters that cases were filed under: a case is held to its own, whatever the catalogue says later.</summary>
internal sealed class KeptMatters(NpgsqlDataSource source)
{
    private const int Most = 2_000;
    private readonly ConcurrentDictionary<(string Code, int Version), PublishedMatter> known = new();

    /// <summary>Keeps a published version; it never changes.</summary>
    public async Task KeepAsync(PublishedMatter matter, CancellationToken ct)
    {
        if (known.ContainsKey((matter.Code, matter.Version)))
            return;
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync("insert into kept_matter (code, version, content) values (@Code, @Version, @matter) on conflict do nothing", new { matter.Code, matter.Version, matter });
        Remember(matter);
    }

    /// <summary>The version that a case was filed under; null for cases filed before versions were kept.</summary>
    public async ValueTask<PublishedMatter?> FindAsync(string code, int version, CancellationToken ct)
    {
        if (known.TryGetValue((code, version), out var matter))
            return matter;
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.ExecuteScalarAsync<PublishedMatter?>("select content from kept_matter where code = @code and version = @version", new { code, version }) is not { } found)
            return null;
        Remember(found);
        return found;
    }

    private void Remember(PublishedMatter matter)
    {
        if (known.Count >= Most)
            known.Clear();
        known[(matter.Code, matter.Version)] = matter;
    }
}
