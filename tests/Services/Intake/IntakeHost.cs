using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>The county's catalogue and directory as intake asks them, seeded.</summary>
public sealed class CatalogueHost() : ServiceHost<GovPlatform.Matters.MatterContent>("matters")
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Gov:Seed", "true")];
}

/// <inheritdoc cref="CatalogueHost"/>
public sealed class DirectoryHost() : ServiceHost<GovPlatform.Identity.ClockMove>("identity")
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Gov:Seed", "true")];
}

/// <summary>intake with the real catalogue and directory behind it; cases by state for the tests to start from.</summary>
public class IntakeHost() : ServiceHost<NewCase>("intake")
{
    private readonly DirectoryHost directory = new();

    internal CatalogueHost Catalogue { get; } = new();

    /// <summary>While true, neither neighbour answers.</summary>
    public bool NeighboursAreDown { get; set; }

    /// <summary>A published matter that a person decides and that issues a licence.</summary>
    internal string MatterCode { get; private set; } = "";

    /// <summary>That matter's form, filled in.</summary>
    internal Dictionary<string, JsonElement> Form { get; private set; } = [];

    internal static Caller Citizen { get; } = People.Citizen with { Id = SeededPeople.Citizen(TestIssuer.Region, 1) };

    protected override IEnumerable<(string Key, string Value)> Settings =>
        [("services:matters:http:0", "http://matters"), ("services:identity:http:0", "http://identity"), ("services:certificates:http:0", "http://certificates"), ("Gov:Seed", "true")];

    /// <summary>The e-licence store: empty here.</summary>
    protected virtual HttpMessageHandler Certificates() => new EmptyStore();

    protected override void Configure(IServiceCollection services)
    {
        services.AddHttpClient("matters").ConfigurePrimaryHttpMessageHandler(() => new Line(this, Catalogue.Handler()));
        services.AddHttpClient("identity", client => client.DefaultRequestHeaders.Authorization = new("Bearer", TestIssuer.Token(People.Service)))
            .ConfigurePrimaryHttpMessageHandler(() => new Line(this, directory.Handler()));
        services.AddHttpClient("certificates", client => client.DefaultRequestHeaders.Authorization = new("Bearer", TestIssuer.Token(People.Service)))
            .ConfigurePrimaryHttpMessageHandler(() => new Line(this, Certificates()));
    }

    public override async Task InitializeAsync()
    {
        await Task.WhenAll(Catalogue.InitializeAsync(), directory.InitializeAsync(), base.InitializeAsync());
        await UntilSeededAsync(RowAsync<long>, "select count(*) from competence");
        await UntilSeededAsync(Catalogue.RowAsync<long>, "select count(*) from matter where status = 'published'");
        await UntilSeededAsync(directory.RowAsync<long>, "select count(*) from account where kind = 'citizen'");
        MatterCode = (await Catalogue.RowAsync<string>("""
            select code from matter
            where status = 'published' and handling_type = '2' and content ->> 'licenceType' is not null
            order by code limit 1
            """))!;
        Form = Ops.FilledForm.Of(JsonElement.Parse((await Catalogue.RowAsync<string>("select (content -> 'form')::text from matter where code = @MatterCode and status = 'published'", new { MatterCode }))!));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Catalogue.DisposeAsync();
        await directory.DisposeAsync();
    }

    /// <summary>Returns when what the catalogue answered before is not good any more.</summary>
    internal static Task UntilForgottenAsync() => Task.Delay(TimeSpan.FromSeconds(1.1));

    internal async Task<JsonElement> DraftAsync(string delivery = "counter")
    {
        using var answer = await As(Citizen).SendAsync(Post("/cases", new { matterCode = MatterCode, delivery, form = Form }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal async Task<JsonElement> CompleteAsync(string delivery = "counter")
    {
        var draft = await DraftAsync(delivery);
        foreach (var code in draft.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()!))
            await PutAsync(Citizen, draft, code, Pdf(code));
        return draft;
    }

    internal async Task<JsonElement> SubmittedAsync(string delivery = "counter") => await MoveAsync(Citizen, await CompleteAsync(delivery), "submit");

    internal async Task<JsonElement> ReceivedAsync(string delivery = "counter") => await MoveAsync(People.Clerk, await SubmittedAsync(delivery), "receive");

    internal async Task<JsonElement> AcceptedAsync(string delivery = "counter") => await MoveAsync(People.Clerk, await ReceivedAsync(delivery), "accept");

    /// <summary>Moves a case and expects it to go.</summary>
    internal async Task<JsonElement> MoveAsync(Caller caller, JsonElement file, string step, object? body = null)
    {
        using var answer = await TryAsync(caller, file, step, body);
        Assert.True(answer.IsSuccessStatusCode, $"{step}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal Task<HttpResponseMessage> TryAsync(Caller caller, JsonElement file, string step, object? body = null, string? ifMatch = null)
    {
        var request = Post($"/cases/{Id(file)}/{step}", body);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch ?? $"\"{file.GetProperty("version").GetInt32()}\"");
        return As(caller).SendAsync(request);
    }

    internal Task<HttpResponseMessage> PutAsync(Caller caller, JsonElement file, string code, byte[] content, string type = "application/pdf", string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/cases/{Id(file)}/materials/{code}") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return As(caller).SendAsync(request);
    }

    internal async Task<JsonElement> ReadAsync(Caller caller, JsonElement file) =>
        await As(caller).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/cases/{Id(file)}", UriKind.Relative));

    internal async Task<JsonElement> GetAsync(Caller caller, string path)
    {
        using var answer = await As(caller).GetAsync(new Uri($"/api/intake/v1{path}", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal async Task<JsonElement> PostAsync(Caller caller, string path, object? body)
    {
        using var answer = await As(caller).SendAsync(Post(path, body));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Posts what is refused, and holds how.</summary>
    internal async Task<JsonElement> ProblemAsync(Caller caller, string path, object? body, int status, string code)
    {
        using var answer = await As(caller).SendAsync(Post(path, body));
        return await Filing_a_case.ProblemAsync(answer, status, code);
    }

    internal static Guid Id(JsonElement file) => file.GetProperty("id").GetGuid();

    internal static byte[] Pdf(string text) => System.Text.Encoding.UTF8.GetBytes($"%PDF-1.4\n% {text}\n%%EOF\n");

    internal static HttpRequestMessage Post(string path, object? body) => new(HttpMethod.Post, $"/api/intake/v1{path}")
    {
        Content = body is null ? null : JsonContent.Create(body),
        Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } },
    };

    private static async Task UntilSeededAsync(Func<string, object?, Task<long>> count, string sql)
    {
        for (var attempt = 0; await count(sql, null) == 0; attempt++)
        {
            Assert.True(attempt < 300, $"{sql} is still 0");
            await Task.Delay(100);
        }
    }

    private sealed class EmptyStore : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = JsonContent.Create(new { items = Array.Empty<object>() }) });
    }

    /// <summary>The line to a neighbour, which can be cut.</summary>
    private sealed class Line(IntakeHost host, HttpMessageHandler neighbour) : DelegatingHandler(neighbour)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (host.NeighboursAreDown)
                throw new HttpRequestException("connection refused");
            var answer = await base.SendAsync(request, cancellationToken);
            // Whom nobody waits for any more answers here yet; over a wire he does not.
            cancellationToken.ThrowIfCancellationRequested();
            return answer;
        }
    }
}
