using System.Net;
using System.Text.Json;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>intake with a store of its own, whose removals can be held up.</summary>
public sealed class SweptHost : IntakeHost
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"govplatform-swept-{Guid.NewGuid():N}");

    internal SlowStore Store => (SlowStore)Services.GetRequiredService<FileStore>();

    protected override IEnumerable<(string Key, string Value)> Settings => [.. base.Settings, ("Gov:DataFolder", folder)];

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.RemoveAll<FileStore>();
        services.AddSingleton<FileStore>(provider => new SlowStore(provider.GetRequiredService<GovSettings>()));
    }

    internal Task<int> SweepAsync() => Services.GetServices<IHostedService>().OfType<SweepFiles>().Single().SweepAsync(CancellationToken.None);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The folder, in which the removal of <see cref="Held"/> waits while <see cref="Gate"/> is closed.</summary>
internal sealed class SlowStore(GovSettings settings) : FileStore(settings)
{
    private readonly FolderStore folder = new(settings);

    public string? Held { get; set; }

    public TaskCompletionSource Gate { get; } = new();

    public TaskCompletionSource Removing { get; } = new();

    public override Task KeepAsync(string path, StoredFile file, CancellationToken ct) => folder.KeepAsync(path, file, ct);

    public override async Task DeleteAsync(string sha256, CancellationToken ct)
    {
        if (sha256 == Held)
        {
            Removing.TrySetResult();
            await Gate.Task;
        }
        await folder.DeleteAsync(sha256, ct);
    }

    protected override Task<Stream?> FindAsync(string sha256, CancellationToken ct) => folder.OpenAsync(sha256, ct);
}

public sealed class Sweeping_files(SweptHost host) : IClassFixture<SweptHost>
{
    private HttpClient Me => host.As(IntakeHost.Citizen);

    [Fact]
    public async Task what_nothing_names_is_removed_after_the_grace_period_with_its_row()
    {
        var (old, now) = (IntakeHost.Pdf($"{Guid.NewGuid()}"), IntakeHost.Pdf($"{Guid.NewGuid()}"));
        var (draft, code) = await HandedInAsync(old);
        using (await host.PutAsync(IntakeHost.Citizen, draft, code, now, ifMatch: "*"))
            await host.SweepAsync();
        Assert.True(await IsThereAsync(old));
        host.Clock.Advance(TimeSpan.FromDays(8));
        await host.SweepAsync();
        Assert.False(await IsThereAsync(old));
        Assert.True(await IsThereAsync(now));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from stored_file where sha256 = @sha256", new { sha256 = Uploading.Sha256(old) }));
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from (select action, object_id from audit_pending union all select action, object_id from audit) a where action = 'file.sweep' and object_id = @sha256", new { sha256 = Uploading.Sha256(old) }));
        using var again = await host.PutAsync(IntakeHost.Citizen, draft, code, old, ifMatch: "*");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(old, await Me.GetByteArrayAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/materials/{code}", UriKind.Relative)));
    }

    [Fact]
    public async Task what_any_row_names_stays()
    {
        var names = new[] { "material", "upload", "authority", "letter", "document", "seal", "a document's seal", "receipt" }.ToDictionary(name => name, _ => IntakeHost.Pdf($"{Guid.NewGuid()}"));
        var received = await host.ReceivedAsync();
        var (draft, code) = await HandedInAsync(names["material"]);
        foreach (var (name, content) in names.Where(name => name.Key != "material"))
        {
            // In the store, and named by nothing but what is said here.
            var (other, its) = await HandedInAsync(content);
            await host.RowAsync<int?>("update case_material set sha256 = null where case_id = @id and code = @its returning 1", new { id = IntakeHost.Id(other), its });
            var sha256 = Uploading.Sha256(content);
            await host.RowAsync<int?>(name switch
            {
                "upload" => "insert into upload (id, account_id, sha256, size, media_type, created_at, expires_at) values (gen_random_uuid(), gen_random_uuid(), @sha256, 1, '', now(), 'infinity') returning 1",
                "authority" => "update case_file set agent = jsonb_build_object('authoritySha256', @sha256) where id = @id returning 1",
                "letter" => "insert into letter (case_id, kind, text, digest, offered_at, scan_sha256) values (@id, 'deferral', '', '', now(), @sha256) returning 1",
                "document" => "insert into document (key, sha256, size) values (@sha256, @sha256, 1) returning 1",
                "seal" => "insert into seal (department_code, sha256, size, updated_at) values (@sha256, @sha256, 1, now()) returning 1",
                "a document's seal" => "update issued_document set seal_sha256 = @sha256 where case_id = @received returning 1",
                _ => "insert into replaced_content (case_id, code, sha256, replaced_at) values (@received, '', @sha256, now()) returning 1",
            }, new { sha256, id = IntakeHost.Id(other), received = IntakeHost.Id(received) });
        }
        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.SweepAsync();
        foreach (var (name, content) in names)
            Assert.True(await IsThereAsync(content), $"{name} was swept");
    }

    [Fact]
    public async Task what_a_receipt_names_stays_when_another_has_replaced_it()
    {
        var file = await host.ReceivedAsync();
        var code = file.GetProperty("materials")[0].GetProperty("code").GetString()!;
        var before = IntakeHost.Pdf($"{Guid.NewGuid()}");
        await host.MoveAsync(People.Clerk, file, "request-supplement", new { materialCodes = new[] { code }, note = "请重新提交" });
        using (await host.PutAsync(IntakeHost.Citizen, file, code, before, ifMatch: "*"))
        using (await host.PutAsync(IntakeHost.Citizen, file, code, IntakeHost.Pdf($"{Guid.NewGuid()}"), ifMatch: "*"))
            host.Clock.Advance(TimeSpan.FromDays(8));
        await host.SweepAsync();
        Assert.True(await IsThereAsync(before));
        Assert.Equal(2, await host.RowAsync<long>("select count(*) from replaced_content where case_id = @id and code = @code", new { id = IntakeHost.Id(file), code }));
    }

    [Fact]
    public async Task content_that_is_handed_in_while_it_is_swept_is_not_lost()
    {
        var content = IntakeHost.Pdf($"{Guid.NewGuid()}");
        var (draft, code) = await UnnamedAsync(content);
        host.Store.Held = Uploading.Sha256(content);
        var sweep = host.SweepAsync();
        await host.Store.Removing.Task;
        // Both ways in wait, and neither is told that it is there already.
        var put = host.PutAsync(IntakeHost.Citizen, draft, code, content, ifMatch: "*");
        var begun = Me.BegunAsync(content);
        await Task.Delay(300);
        var waited = !put.IsCompleted && !begun.IsCompleted;
        host.Store.Gate.SetResult();
        Assert.True(waited);
        await sweep;
        using var handed = await put;
        Assert.Equal(HttpStatusCode.OK, handed.StatusCode);
        await begun;
        Assert.Equal(content, await Me.GetByteArrayAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/materials/{code}", UriKind.Relative)));
        await host.SweepAsync();
        Assert.True(await IsThereAsync(content));
    }

    [Fact]
    public async Task killed_between_file_and_row_the_next_night_goes_on_and_the_content_can_come_again()
    {
        var content = IntakeHost.Pdf($"{Guid.NewGuid()}");
        var (draft, code) = await UnnamedAsync(content);
        await host.Store.DeleteAsync(Uploading.Sha256(content), CancellationToken.None);
        await host.SweepAsync();
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from stored_file where sha256 = @sha256", new { sha256 = Uploading.Sha256(content) }));

        var other = IntakeHost.Pdf($"{Guid.NewGuid()}");
        var (second, its) = await UnnamedAsync(other);
        await host.Store.DeleteAsync(Uploading.Sha256(other), CancellationToken.None);
        using (await host.PutAsync(IntakeHost.Citizen, second, its, other, ifMatch: "*"))
            Assert.Equal(other, await Me.GetByteArrayAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(second)}/materials/{its}", UriKind.Relative)));
        Assert.NotEqual(IntakeHost.Id(draft), IntakeHost.Id(second));
        Assert.NotEmpty(code);
    }

    /// <summary>Content that a draft has had, long ago.</summary>
    private async Task<(JsonElement Draft, string Code)> UnnamedAsync(byte[] content)
    {
        var (draft, code) = await HandedInAsync(content);
        using (await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf($"{Guid.NewGuid()}"), ifMatch: "*"))
            host.Clock.Advance(TimeSpan.FromDays(8));
        return (draft, code);
    }

    private async Task<(JsonElement Draft, string Code)> HandedInAsync(byte[] content)
    {
        var draft = await host.DraftAsync();
        var code = draft.GetProperty("materials")[0].GetProperty("code").GetString()!;
        using var put = await host.PutAsync(IntakeHost.Citizen, draft, code, content);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        return (draft, code);
    }

    private async Task<bool> IsThereAsync(byte[] content)
    {
        await using var found = await host.Store.OpenAsync(Uploading.Sha256(content), CancellationToken.None);
        return found is not null;
    }
}
