using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Tests.Services.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Tests.Services;

public sealed record NewThing(string Name, bool Slow = false, bool Broken = false);

/// <summary>Idempotency keys, preconditions, problem details and JSON as every service has them.</summary>
public sealed class Web_conventions : IAsyncLifetime
{
    private Sample sample = null!;
    private int msApart;
    private int calls;

    public async Task InitializeAsync()
    {
        sample = await Sample.StartAsync(await TestServers.NewDatabaseAsync("sample"), await TestServers.NewVirtualHostAsync(), app =>
        {
            app.MapPost("/things", CreateThing).AllowKinds(Kind.Citizen).WithIdempotency();
            app.MapPost("/added", AddThing).AllowKinds(Kind.Citizen).WithIdempotency(onlyAdds: true);
            app.MapPut("/things", ([FromHeader(Name = "If-Match")] string? ifMatch) => Precondition.Failed(ifMatch, 3) ?? (IResult)TypedResults.NoContent()).AllowAnonymous();
            app.MapGet("/asks", IResult (HttpStatusCode answered) => throw new HttpRequestException("a neighbour", null, answered)).AllowAnonymous();
        });
    }

    public async Task DisposeAsync() => await sample.DisposeAsync();

    [Fact]
    public async Task the_same_key_and_body_give_the_same_answer_and_one_thing()
    {
        using var first = await PostAsync("k1", new NewThing("a"));
        using var again = await PostAsync("k1", new NewThing("a"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(1, await sample.ScalarAsync<long>("select count(*) from thing"));
        Assert.Equal(1, await sample.ScalarAsync<long>("select count(*) from (select from outbox union all select from event) told"));
    }

    [Fact]
    public async Task the_same_key_with_another_body_is_refused_with_422()
    {
        using var first = await PostAsync("k1", new NewThing("a"));
        await ExpectAsync(PostAsync("k1", new NewThing("b")), 422, "idempotency-key-reused");
    }

    [Theory, InlineData(502, 503), InlineData(503, 503), InlineData(504, 503), InlineData(429, 503), InlineData(500, 500)]
    public async Task a_neighbour_that_cannot_now_is_an_outage_and_one_with_a_bug_is_a_bug(int answered, int told)
    {
        using var answer = await sample.Client.GetAsync(new Uri($"/asks?answered={answered}", UriKind.Relative));
        Assert.Equal((told, told == 503), ((int)answer.StatusCode, answer.Headers.RetryAfter is not null));
    }

    [Fact]
    public async Task a_key_belongs_to_its_caller()
    {
        using var first = await PostAsync("k1", new NewThing("a"));
        using var other = await PostAsync("k1", new NewThing("b"), People.Stranger);
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);
    }

    [Fact]
    public async Task a_request_that_is_still_being_handled_is_refused_with_409()
    {
        var slow = PostAsync("k1", new NewThing("a", Slow: true));
        await Task.Delay(300);
        await ExpectAsync(PostAsync("k1", new NewThing("a", Slow: true)), 409, "in-progress");
        Assert.Equal(HttpStatusCode.Created, (await slow).StatusCode);
    }

    [Fact]
    public async Task a_call_that_failed_stores_nothing_and_may_be_sent_again()
    {
        await ExpectAsync(PostAsync("k1", new NewThing("a", Broken: true)), 500, "internal-error");
        Assert.Equal(0, await sample.ScalarAsync<long>("select count(*) from thing"));
        using var again = await PostAsync("k1", new NewThing("a"));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    public async Task two_of_the_same_request_at_once_add_one_thing_and_both_hear_of_it(int apart)
    {
        msApart = apart;
        var both = await Task.WhenAll(PostAsync("k1", new NewThing("a"), to: "/added"), PostAsync("k1", new NewThing("a"), to: "/added"));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], both.Select(answer => answer.StatusCode));
        Assert.Equal(await both[0].Content.ReadAsStringAsync(), await both[1].Content.ReadAsStringAsync());
        Assert.Equal(both[0].Headers.Location, both[1].Headers.Location);
        Assert.Equal(1, await sample.ScalarAsync<long>("select count(*) from thing"));
        await ExpectAsync(PostAsync("k2", new NewThing("a"), to: "/added"), 409, "there-already");
    }

    [Fact]
    public async Task of_two_at_once_that_have_one_key_and_are_not_the_same_one_is_refused()
    {
        var both = await Task.WhenAll(PostAsync("k1", new NewThing("a"), to: "/added"), PostAsync("k1", new NewThing("b"), to: "/added"));
        Assert.Equal([201, 422], both.Select(answer => (int)answer.StatusCode).Order());
        Assert.Equal(1, await sample.ScalarAsync<long>("select count(*) from thing"));
    }

    [Fact]
    public async Task a_creating_call_without_a_key_is_refused_with_400() =>
        await ExpectAsync(PostAsync(null, new NewThing("a")), 400, "idempotency-key-required");

    [Theory]
    [InlineData(null, 428)]
    [InlineData("\"2\"", 412)]
    [InlineData("3", 412)]
    [InlineData("\"3\"", 204)]
    [InlineData("\"2\", \"3\"", 204)]
    [InlineData("*", 204)]
    public async Task a_change_names_the_version_it_has_seen(string? ifMatch, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/things");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await sample.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("{", "malformed-json", "")]
    [InlineData("""{"name": "a", "nmae": "b"}""", "malformed-json", "/nmae")]
    [InlineData("""{"name": 1}""", "malformed-json", "/name")]
    public async Task json_that_does_not_fit_is_refused_with_a_pointer(string body, string code, string pointer)
    {
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        var problem = await ExpectAsync(SendAsync("k1", content, People.Citizen), 400, code);
        Assert.True(problem.GetProperty("errors").TryGetProperty(pointer, out _), problem.ToString());
    }

    [Fact]
    public async Task other_content_types_and_methods_and_paths_are_coded_problems()
    {
        using var content = new StringContent("x", MediaTypeHeaderValue.Parse("text/plain"));
        await ExpectAsync(SendAsync("k1", content, People.Citizen), 415, "unsupported-media-type");
        await ExpectAsync(sample.Client.GetAsync(new Uri("/nowhere", UriKind.Relative)), 404, "not-found");
    }

    [Theory]
    [InlineData(null, "没有找到")]
    [InlineData("en", "Not found")]
    [InlineData("en;q=0.5, zh;q=0.9", "没有找到")]
    [InlineData("fr, en-GB;q=0.8", "Not found")]
    public async Task problems_speak_the_language_asked_for(string? language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        if (language is not null)
            request.Headers.AcceptLanguage.ParseAdd(language);
        var problem = await ExpectAsync(sample.Client.SendAsync(request), 404, "not-found");
        Assert.Equal(title, problem.GetProperty("title").GetString());
    }

    private static async Task<IResult> CreateThing(NewThing thing, Tx tx)
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync("insert into thing (id, name) values (@id, @Name)", new { id, thing.Name });
        tx.Publish(new Counted(DateTime.UtcNow, thing.Name, 1));
        if (thing.Slow)
            await Task.Delay(1000);
        if (thing.Broken)
            throw new InvalidOperationException("broken");
        await tx.CommitAsync();
        return TypedResults.Created($"/things/{id}", new { id });
    }

    /// <summary>Only adds; refuses what is there already.</summary>
    private async Task<IResult> AddThing(NewThing thing, Tx tx)
    {
        await Task.Delay(300 + (msApart * Interlocked.Increment(ref calls)));
        if ((await tx.PeekAsync<Guid>("select id from thing where name = @Name", thing)).Count > 0)
            return new Problem(409, "there-already", "已经存在", "There already");
        var id = Guid.CreateVersion7();
        tx.Later("insert into thing (id, name) values (@id, @Name)", new { id, thing.Name });
        await tx.CommitAsync();
        return TypedResults.Created($"/things/{id}", new { id });
    }

    private async Task<HttpResponseMessage> PostAsync(string? key, NewThing thing, Caller? caller = null, string to = "/things")
    {
        using var content = JsonContent.Create(thing);
        return await SendAsync(key, content, caller ?? People.Citizen, to);
    }

    private async Task<HttpResponseMessage> SendAsync(string? key, HttpContent content, Caller caller, string to = "/things")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(caller));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await sample.Client.SendAsync(request);
    }

    private static async Task<JsonElement> ExpectAsync(Task<HttpResponseMessage> call, int status, string code)
    {
        using var answer = await call;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, body);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(body);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }
}
