using Microsoft.Extensions.Configuration;

namespace GovPlatform.AppHost;

/// <summary>What all processes of one instance share and nobody else may know; generated once, then kept.</summary>
internal sealed record Secrets(IResourceBuilder<ParameterResource> DataKey, IResourceBuilder<ParameterResource> ServiceSecret);

/// <summary>The longer words of the topology.</summary>
internal static class Extensions
{
    // Inside the home of the image's user, so that a new volume belongs to that user.
    private const string PublishedHome = "/home/app";
    private const string PublishedFiles = "/home/app/files";

    /// <summary>What is published when this is not run: `--target compose` (the default) or `--target k8s`; both in one model are an error.</summary>
    public static void AddTarget(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            return;
        }

        if (builder.Configuration["target"] == "k8s")
        {
            builder.AddKubernetesEnvironment("k8s").WithProperties(k8s => k8s.DefaultStorageType = "pvc");
        }
        else
        {
            builder.AddDockerComposeEnvironment("compose");
        }
    }

    /// <summary>Whether PostgreSQL and RabbitMQ run already and are named by connection strings.</summary>
    public static bool HasServers(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode && builder.Configuration.GetConnectionString("rabbitmq") is not null;

    public static Secrets AddSecrets(this IDistributedApplicationBuilder builder) => new(
        builder.AddParameter("datakey", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true),
        builder.AddParameter("servicesecret", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true));

    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<PostgresServerResource>? postgres,
        IResourceBuilder<IResourceWithConnectionString> broker,
        Secrets secrets)
        where TProject : IProjectMetadata, new()
    {
        var database = postgres is null ? builder.AddConnectionString($"{name}db") : postgres.AddDatabase($"{name}db", name);
        return builder.AddProject<TProject>(name)
            .WithReplicas(builder.Configuration.GetValue("replicas", 1))
            .WithHealth()
            .WithSettings(secrets)
            .WithReference(database).WaitFor(database)
            .WithReference(broker).WaitFor(broker);
    }

    /// <summary>A probe is a health check too; it names its endpoint because a published project has only that one.</summary>
    public static IResourceBuilder<ProjectResource> WithHealth(this IResourceBuilder<ProjectResource> project) => project
        .WithHttpProbe(ProbeType.Liveness, "/health/live", endpointName: "http")
        .WithHttpProbe(ProbeType.Readiness, "/health/ready", endpointName: "http");

    public static IResourceBuilder<ProjectResource> WithSettings(this IResourceBuilder<ProjectResource> project, Secrets secrets)
    {
        var configuration = project.ApplicationBuilder.Configuration;
        return project
            .WithEnvironment("Gov__Region", configuration["Gov:Region"] ?? "410497")
            .WithEnvironment("Gov__County", configuration["Gov:County"] ?? "平澜县")
            .WithEnvironment("Gov__PublicUrl", configuration["Gov:PublicUrl"] ?? "http://localhost:8080")
            .WithEnvironment("Gov__DataKey", secrets.DataKey)
            .WithEnvironment("Gov__ServiceSecret", secrets.ServiceSecret);
    }

    /// <summary>The folder of content-addressed files, the same one for all who use it.</summary>
    public static IResourceBuilder<ProjectResource> WithFiles(this IResourceBuilder<ProjectResource> project)
    {
        var builder = project.ApplicationBuilder;
        return builder.ExecutionContext.IsRunMode
            ? project.WithEnvironment("Gov__DataFolder", builder.Configuration["Gov:DataFolder"] ?? Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "../.data/aspire/files")))
            : project.WithEnvironment("Gov__DataFolder", PublishedFiles)
                .WithAnnotation(new ContainerMountAnnotation("files", PublishedHome, ContainerMountType.Volume, isReadOnly: false));
    }
}
