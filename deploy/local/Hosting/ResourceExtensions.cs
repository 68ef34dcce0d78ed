using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adding servers, databases and secrets, with the names and meaning that Aspire gives them.</summary>
internal static class ServerExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new PostgresServerResource(name));

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) =>
        builder.ApplicationBuilder.AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));

    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new RabbitMQServerResource(name));

    // The data of local servers is always kept, and the broker always has its management API.
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder) => builder;

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder) => builder;

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) => builder;

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new ConnectionStringResource(name, builder.Configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings:{name} is not configured")));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, GenerateParameterDefault value, bool secret = false, bool persist = false) =>
        secret && persist && value.MinLength <= 48
            ? builder.AddResource(new ParameterResource(name, DistributedApplication.SecretOf(builder, name)))
            : throw new NotSupportedException("only kept secrets of up to 48 characters are generated here");
}

/// <summary>What a project is told and waits for.</summary>
internal static class ProjectExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var path = new TProject().ProjectPath;
        RequireEndpoint(path);
        return builder.AddResource(new ProjectResource(name, path));
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.With(project => project.Replicas = replicas);

    public static IResourceBuilder<ProjectResource> WithExternalHttpEndpoints(this IResourceBuilder<ProjectResource> builder) =>
        builder.With(project => project.IsExternal = true);

    public static IResourceBuilder<ProjectResource> WithHttpProbe(
        this IResourceBuilder<ProjectResource> builder, ProbeType type, string path, string endpointName) =>
        builder.With(project => project.ReadyPath = type == ProbeType.Readiness && endpointName == "http" ? path : project.ReadyPath);

    public static IResourceBuilder<ProjectResource> WithEnvironment(this IResourceBuilder<ProjectResource> builder, string name, string? value) =>
        builder.With(project => project.Environment.Add(environment => environment[name] = value ?? ""));

    public static IResourceBuilder<ProjectResource> WithEnvironment(
        this IResourceBuilder<ProjectResource> builder, string name, IResourceBuilder<ParameterResource> parameter) =>
        builder.With(project => project.Environment.Add(environment => environment[name] = parameter.Resource.Value));

    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResourceWithConnectionString> source) =>
        builder.With(project => project.Environment.Add(environment =>
            environment[$"ConnectionStrings__{source.Resource.Name}"] = source.Resource.ConnectionString));

    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<ProjectResource> source) =>
        builder.With(project => project.Environment.Add(environment =>
        {
            foreach (var (index, address) in source.Resource.Addresses.Index())
            {
                environment[$"services__{source.Resource.Name}__http__{index}"] = address;
            }
        }));

    public static IResourceBuilder<ProjectResource> WaitFor(this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResource> dependency) =>
        builder.With(project => project.WaitsFor.Add(dependency.Resource));

    private static IResourceBuilder<ProjectResource> With(this IResourceBuilder<ProjectResource> builder, Action<ProjectResource> change)
    {
        change(builder.Resource);
        return builder;
    }

    // With Aspire, a project without this setting has no endpoint: it must not run here and fail there.
    private static void RequireEndpoint(string projectPath)
    {
        var settings = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        using var document = File.Exists(settings) ? JsonDocument.Parse(File.ReadAllText(settings)) : null;
        if (document is null || !document.RootElement.GetProperty("profiles").TryGetProperty("http", out var http)
            || !http.TryGetProperty("applicationUrl", out _))
        {
            throw new InvalidOperationException($"{settings} has no http profile with an applicationUrl");
        }
    }
}
