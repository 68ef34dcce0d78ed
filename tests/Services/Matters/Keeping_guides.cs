using System.Collections.Concurrent;
using System.Net;
using GovPlatform.Matters;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Guides kept as answered: what is kept, how often, and until when. The store of the tests forgets nothing by itself.</summary>
public sealed class Keeping_guides(KeptGuides host) : IClassFixture<KeptGuides>
{
    private const string Matters = "/api/matters/v1/matters";

    [Theory]
    [InlineData("失业登记", "", "?answers=", "?answers=,", "?answers=,,%20,", "?answers=&x=1", "?ANSWERS=,")]
    [InlineData("个体工商户设立登记", "?answers=q1=a,q2=b", "?answers=q2=b,q1=a", "?answers=,q1=a,,q2=b", "?answers=q1=a,q1=a,q2=b", "?answers=%20q1=a,q2=b", "?answers=q1=a&answers=q2=b")]
    public async Task every_spelling_of_the_same_answers_is_kept_once_under_one_tag(string name, params string[] queries)
    {
        var code = await CodeAsync(name);
        var tags = new HashSet<string>();
        foreach (var query in queries)
            tags.Add((await ReadAsync($"{code}/guide{query}")).Headers.ETag!.Tag);
        Assert.Single(tags);
        Assert.Equal(1, host.Store.Of(code));
    }

    [Fact]
    public async Task what_is_refused_is_not_kept()
    {
        var code = await CodeAsync("取水许可");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.Anonymous().GetAsync($"{Matters}/{code}/guide?answers=q9=a")).StatusCode);
        Assert.Equal(0, host.Store.Of(code));
    }

    [Fact]
    public async Task what_is_kept_is_told_without_its_database_and_as_304_to_who_has_it()
    {
        var code = await CodeAsync("结婚登记");
        using var first = await ReadAsync($"{code}/guide");
        await host.RowAsync<int>("update matter set revision = revision + 1 where code = @code returning 1", new { code });
        using var second = await ReadAsync($"{code}/guide");
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Matters}/{code}/guide") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await host.Anonymous().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task who_changes_a_matter_reads_the_change()
    {
        var code = await CodeAsync("食品经营许可（新办）");
        using var before = await ReadAsync($"{code}/guide");
        var (department, version, revision) = await host.RowAsync<(string, int, int)>("select department_code, version, revision from matter where code = @code and status = 'published'", new { code });
        using var client = host.As(People.Editor with { Department = department });
        using var suspended = await MattersHost.PostAsync(client, $"{Matters}/{code}/versions/{version}/suspend", new Dictionary<string, string> { ["reason"] = "系统升级" }, ifMatch: revision);
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        using var after = await ReadAsync($"{code}/guide");
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/guide")]
    [InlineData("/flow")]
    [InlineData("/notice")]
    public async Task a_tag_tells_which_build_told_the_matter(string path)
    {
        using var answer = await ReadAsync($"{await CodeAsync("林木采伐许可")}{path}");
        Assert.Contains($".{ReadMatter.Build}", answer.Headers.ETag!.Tag, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> ReadAsync(string path)
    {
        var answer = await host.Anonymous().GetAsync($"{Matters}/{path}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private async Task<string> CodeAsync(string name) => (await host.RowAsync<string>("select code from matter where name = @name and status = 'published'", new { name }))!;
}

/// <summary>The catalogue's service with the seed of its county, and a store of kept answers that can be looked into.</summary>
public sealed class KeptGuides() : ServiceHost<MatterContent>("matters")
{
    internal LastingStore Store { get; } = new();

    protected override IEnumerable<(string Key, string Value)> Settings => [("Gov:Seed", "true")];

    protected override void Configure(IServiceCollection services)
    {
        services.RemoveAll<IOutputCacheStore>();
        services.AddSingleton<IOutputCacheStore>(Store);
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        for (var tries = 0; tries < 100 && await RowAsync<long>("select count(*) from matter") == 0; tries++)
            await Task.Delay(100);
    }
}

/// <summary>Keeps answers until they are evicted, which takes it a while.</summary>
internal sealed class LastingStore : IOutputCacheStore
{
    private readonly ConcurrentDictionary<string, (byte[] Body, string[] Tags)> kept = new();

    public int Of(string tag) => kept.Values.Count(answer => answer.Tags.Contains(tag));

    public async ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        await Task.Delay(200, cancellationToken);
        foreach (var (key, _) in kept.Where(answer => answer.Value.Tags.Contains(tag)))
            kept.TryRemove(key, out _);
    }

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => new(kept.TryGetValue(key, out var found) ? found.Body : null);

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        kept[key] = (value, tags ?? []);
        return default;
    }
}
