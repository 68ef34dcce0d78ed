using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovPlatform.Tests.Services;

/// <summary>The renderer is a script here, so that it can be slow, fail or be missing.</summary>
public sealed class Printing_documents(PlatformDatabase database) : IClassFixture<PlatformDatabase>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("govplatform-print-").FullName;
    private readonly CancellationTokenSource stopping = new();
    private readonly string key = $"test/{Guid.NewGuid()}";

    public void Dispose()
    {
        stopping.Cancel();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task a_document_is_made_once_and_kept_unchanged()
    {
        var documents = Documents("cat; echo \" $RANDOM$RANDOM\"; echo x >> made");
        var first = await ContentAsync(documents, "<p>first</p>");
        Assert.StartsWith("<p>first</p> ", first, StringComparison.Ordinal);
        Assert.Equal(first, await ContentAsync(documents, "<p>second</p>"));
        Assert.Equal(first, await ContentAsync(Documents("exit 1"), "<p>third</p>"));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder, "made")));
    }

    [Fact]
    public async Task many_who_ask_at_once_wait_for_one()
    {
        var documents = Documents("cat; echo \" $RANDOM$RANDOM\"; sleep 0.3; echo x >> made");
        var contents = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ContentAsync(documents, "<p>page</p>")));
        Assert.Single(contents.Distinct());
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder, "made")));
    }

    [Fact]
    public async Task a_slow_one_is_answered_with_202_and_is_there_later()
    {
        var documents = Documents("sleep 1.5; cat");
        var http = new DefaultHttpContext();
        http.Request.Path = "/api/certificates/v1/certificates/1/pdf";
        var answer = await documents.AnswerAsync(key, "a.pdf", () => "page", http);
        Assert.Equal(202, Assert.IsType<StatusCodeHttpResult>(answer.Result).StatusCode);
        Assert.Equal(("/api/certificates/v1/certificates/1/pdf", "1"), (http.Response.Headers.Location.ToString(), http.Response.Headers.RetryAfter.ToString()));
        await Task.Delay(1_000);
        Assert.Equal("page", await ContentAsync(documents, "another"));
    }

    [Fact]
    public async Task when_twenty_wait_another_is_told_to_come_again()
    {
        var documents = Documents("sleep 20; cat");
        Task<Results<FileStreamHttpResult, StatusCodeHttpResult, Problem>> AskAsync(int n) => documents.AnswerAsync($"{key}/{n}", "a.pdf", () => "page", new DefaultHttpContext());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(AskAsync));
        var problem = Assert.IsType<Problem>((await AskAsync(20)).Result);
        Assert.Equal((503, "printing-busy", 10), (problem.Status, problem.Code, problem.RetryAfter));
        Assert.Equal(202, Assert.IsType<StatusCodeHttpResult>((await AskAsync(19)).Result).StatusCode);
    }

    [Theory]
    [InlineData(null, "is not installed")]
    [InlineData("echo broken font >&2; exit 3", "ended with 3: broken font")]
    public async Task a_renderer_that_is_missing_or_fails_is_503_with_the_reason(string? script, string reason)
    {
        var answer = await Documents(script).AnswerAsync(key, "a.pdf", () => "page", new DefaultHttpContext());
        var problem = Assert.IsType<Problem>(answer.Result);
        Assert.Equal((503, "printing-unavailable"), (problem.Status, problem.Code));
        Assert.Contains(reason, problem.Detail!.Value.En, StringComparison.Ordinal);
    }

    private async Task<string> ContentAsync(Documents documents, string page)
    {
        var answer = await documents.AnswerAsync(key, "a.pdf", () => page, new DefaultHttpContext());
        using var reader = new StreamReader(Assert.IsType<FileStreamHttpResult>(answer.Result).FileStream);
        return await reader.ReadToEndAsync();
    }

    private Documents Documents(string? script)
    {
        var program = Path.Combine(folder, script is null ? "missing" : $"renderer-{Guid.NewGuid():N}");
        if (script is not null)
        {
            File.WriteAllText(program, $"#!/bin/bash\ncd {folder}\n{script}\n");
            System.Diagnostics.Process.Start("chmod", ["+x", program]).WaitForExit();
        }
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Gov:Weasyprint", program)]).Build();
        var store = new FolderStore(new GovSettings("test", "410497", "平澜县", "http://gov.test", Path.Combine(folder, "files"), Seed: false));
        return new(database.Source, store, new Renderer(configuration), new Lifetime(stopping.Token), NullLogger<Documents>.Instance);
    }

    private sealed class Lifetime(CancellationToken stopping) : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => stopping;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
