using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace GovPlatform.Tests.Services.Telemetry;

/// <summary>evaluation, supervision and the gateway as processes of their own, and a collector that all send to.</summary>
public sealed class ThreeProcesses : IAsyncLifetime
{
    private WebApplication issuer = null!;

    internal OtlpReceiver Receiver { get; private set; } = null!;
    internal ServiceProcess Evaluation { get; private set; } = null!;
    internal ServiceProcess Supervision { get; private set; } = null!;
    internal ServiceProcess Gateway { get; private set; } = null!;
    internal IEnumerable<string> Lines => Evaluation.Lines.Concat(Supervision.Lines).Concat(Gateway.Lines);
    internal string EvaluationDatabase { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Receiver = await OtlpReceiver.StartAsync();
        (issuer, var jwks) = await TestIssuer.ServeAsync();

        EvaluationDatabase = await TestServers.NewDatabaseAsync("evaluation");
        Dictionary<string, string?> settings = new(Receiver.Settings)
        {
            ["ConnectionStrings:rabbitmq"] = await TestServers.NewVirtualHostAsync(),
            ["ConnectionStrings:evaluationdb"] = EvaluationDatabase,
            ["ConnectionStrings:supervisiondb"] = await TestServers.NewDatabaseAsync("supervision"),
            ["Gov:PublicUrl"] = "http://gov.test",
            ["Gov:DataKey"] = "test-data-key-test-data-key-test-data-key",
            ["Gov:Seed"] = "false",
            ["Auth:JwksUrl"] = jwks,
        };
        var both = await Task.WhenAll(ServiceProcess.StartAsync("Evaluation", settings), ServiceProcess.StartAsync("Supervision", settings));
        (Evaluation, Supervision) = (both[0], both[1]);
        Gateway = await ServiceProcess.StartAsync("Gateway", new Dictionary<string, string?>(settings)
        {
            ["ASPNETCORE_CONTENTROOT"] = Path.Combine(Repository.Root, "gateway"),
            ["services:identity:http:0"] = issuer.Urls.First(),
            ["services:evaluation:http:0"] = Evaluation.Address,
        });
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Evaluation.DisposeAsync();
        await Supervision.DisposeAsync();
        await Receiver.DisposeAsync();
        await issuer.DisposeAsync();
    }
}

public sealed class One_trace(ThreeProcesses processes) : IClassFixture<ThreeProcesses>
{
    private readonly Told told = new();

    [Fact]
    public async Task runs_from_the_gateway_through_outbox_and_broker_to_the_sql_of_another_service()
    {
        await RateAsync(await InviteAsync());
        var spans = await processes.Receiver.WaitAsync(all => Chain(all).Count > 0, TimeSpan.FromSeconds(60));

        var chain = Chain(spans);
        Assert.Equal(["gateway", "evaluation", "supervision"], chain.Select(s => s.Service).Distinct());
        Assert.Equal("Microsoft.AspNetCore", chain[0].Source);
        Assert.Contains(chain, s => s.Name == "relay RatingSubmitted");
        Assert.Contains(chain, s => s.Service == "evaluation" && s.Source == "MassTransit");
        Assert.Contains(chain, s => s.Service == "supervision" && s.Source == "MassTransit");
        Assert.Single(chain.Select(s => s.TraceId).Distinct());
        var everything = string.Concat(spans.Select(s => s.Name + string.Concat(s.Tags.Values)));
        Assert.DoesNotContain("很好", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(People.Citizen.Id.ToString(), everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task idle_services_trace_nothing_and_print_nothing()
    {
        // What the other test caused may still be on its way.
        var until = DateTime.UtcNow.AddSeconds(20);
        for (var seen = -1; seen != processes.Receiver.Spans.Count && DateTime.UtcNow < until; await Task.Delay(3000)) seen = processes.Receiver.Spans.Count;
        var (spans, lines) = (processes.Receiver.Spans.Count, processes.Lines.Count());
        using var probe = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        for (var i = 0; i < 5; i++)
        {
            await probe.GetAsync($"{processes.Evaluation.Address}/health/ready");
            await Task.Delay(1000);
        }
        Assert.Equal([], processes.Receiver.Spans.Skip(spans).Select(s => $"{s.Service} {s.Source} {s.Name}"));
        Assert.Equal([], processes.Lines.Skip(lines));
    }

    /// <summary>From the first server span down to a statement of supervision, by parent ids; empty while it is not complete.</summary>
    private static List<Span> Chain(IReadOnlyList<Span> spans)
    {
        var byId = spans.GroupBy(s => s.SpanId).ToDictionary(s => s.Key, s => s.First());
        foreach (var statement in spans.Where(s => s is { Service: "supervision", Source: "Npgsql" }))
        {
            List<Span> chain = [statement];
            while (byId.TryGetValue(chain[^1].ParentId, out var parent)) chain.Add(parent);
            chain.Reverse();
            if (chain[0] is { ParentId: "", Service: "gateway" }) return chain;
        }
        return [];
    }

    private async Task<Guid> InviteAsync()
    {
        var id = Guid.CreateVersion7();
        await using var db = new NpgsqlConnection(processes.EvaluationDatabase);
        await db.ExecuteAsync("""
            insert into invitation (id, case_id, case_number, service_number, account_id, matter_code, matter_name, department_code, department_name, invited_at, version)
            values (@id, @CaseId, @CaseNumber, 1, @Account, @Code, @Name, @DepartmentCode, @DepartmentName, @At, 1)
            """, new { id, told.CaseId, told.CaseNumber, told.Account, told.Matter.Code, told.Matter.Name, told.Matter.DepartmentCode, told.Matter.DepartmentName, told.At });
        return id;
    }

    private async Task RateAsync(Guid id)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new(processes.Gateway.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(People.Citizen));
        client.DefaultRequestHeaders.Add("Idempotency-Key", "trace-1");
        var answer = await client.PostAsJsonAsync($"/api/evaluation/v1/invitations/{id}/rating", new { satisfaction = 5, tags = Array.Empty<string>(), text = "很好", channel = "1", anonymous = true });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
