using System.Text.RegularExpressions;
using GovPlatform.Gateway;
using GovPlatform.Tests.Services;
using GovPlatform.Tests.Services.Appointments;
using GovPlatform.Tests.Services.Approval;
using GovPlatform.Tests.Services.Certificates;
using GovPlatform.Tests.Services.CrossRegion;
using GovPlatform.Tests.Services.Evaluation;
using GovPlatform.Tests.Services.Gateway;
using GovPlatform.Tests.Services.Intake;
using GovPlatform.Tests.Services.Matters;
using GovPlatform.Tests.Services.Notifications;
using GovPlatform.Tests.Services.Supervision;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GovPlatform.Tests.Architecture;

[CollectionDefinition(Name)]
public sealed class OnThePlatform : ICollectionFixture<WholePlatform>
{
    public const string Name = "the whole platform";
}

/// <summary>Every service and the gateway in this process, started once for the tests that ask all of them the same.</summary>
public sealed class WholePlatform : IAsyncLifetime
{
    private readonly WebApplicationFactory<ServiceAddresses> gateway = GatewayHost.With();

    internal AppointmentsHost Appointments { get; } = new();
    internal ApprovalHost Approval { get; } = new();
    internal CertificatesHost Certificates { get; } = new();
    internal County CrossRegion { get; } = new(TestIssuer.Region, "平澜县");
    internal EvaluationHost Evaluation { get; } = new();
    internal DirectoryHost Identity { get; } = new();
    internal IntakeHost Intake { get; } = new();
    internal MattersHost Matters { get; } = new();
    internal NotificationsHost Notifications { get; } = new();
    internal SupervisionHost Supervision { get; } = new();

    internal IReadOnlyDictionary<string, Running> Services { get; private set; } = null!;

    /// <summary>The services, and the gateway.</summary>
    internal IEnumerable<Running> Processes => Services.Values.Append(new("gateway", gateway.Services, caller => GatewayClient(caller)));

    public async Task InitializeAsync()
    {
        IAsyncLifetime[] hosts = [Appointments, Approval, Certificates, CrossRegion, Evaluation, Identity, Intake, Matters, Notifications, Supervision];
        await Task.WhenAll(hosts.Select(host => host.InitializeAsync()));
        Running[] running =
        [
            Of("appointments", Appointments), Of("approval", Approval), Of("certificates", Certificates), Of("crossregion", CrossRegion), Of("evaluation", Evaluation),
            Of("identity", Identity), Of("intake", Intake), Of("matters", Matters), Of("notifications", Notifications), Of("supervision", Supervision),
        ];
        Services = running.ToDictionary(service => service.Name);
        Assert.Equal(Parts.Services.Select(part => part.Name).Order(), Services.Keys.Order());
    }

    public async Task DisposeAsync()
    {
        IAsyncLifetime[] hosts = [Appointments, Approval, Certificates, CrossRegion, Evaluation, Identity, Intake, Matters, Notifications, Supervision];
        await Task.WhenAll(hosts.Select(host => host.DisposeAsync()).Append(gateway.DisposeAsync().AsTask()));
    }

    private static Running Of<T>(string name, ServiceHost<T> host) where T : class =>
        new(name, host.Services, caller => caller is null ? host.Anonymous() : host.As(caller));

    private HttpClient GatewayClient(Caller? caller)
    {
        var client = gateway.CreateClient(new() { AllowAutoRedirect = false });
        if (caller is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", TestIssuer.Token(caller));
        return client;
    }
}

/// <summary>One process of the platform.</summary>
/// <param name="As">A client that calls as somebody, or without a token.</param>
internal sealed partial record Running(string Name, IServiceProvider Services, Func<Caller?, HttpClient> As)
{
    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Everything that this process answers itself; what a gateway passes on is the service's.</summary>
    public IEnumerable<Door> Doors =>
        from endpoint in Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
        where !endpoint.Metadata.Any(item => item is Yarp.ReverseProxy.Model.RouteModel)
        from method in methods ?? ["GET"]
        select new Door(method, $"/{Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{$1}")}", endpoint);

    [GeneratedRegex(@"\{(\w+):[^}]+\}")]
    private static partial Regex Constraint();
}

/// <summary>One endpoint.</summary>
/// <param name="Path">Its route without constraints, as OpenAPI writes it.</param>
internal sealed record Door(string Method, string Path, RouteEndpoint Endpoint)
{
    public bool IsDescribed => !Endpoint.Metadata.OfType<IExcludeFromDescriptionMetadata>().Any(x => x.ExcludeFromDescription);

    /// <summary>What its body must be, so that routing finds it.</summary>
    public string? ContentType => Endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { ContentTypes: [var type, ..] } ? type : null;

    public override string ToString() => $"{Method} {Path}";
}
