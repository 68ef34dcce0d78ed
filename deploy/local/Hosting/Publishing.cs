namespace Aspire.Hosting.ApplicationModel
{
    internal enum ProbeType
    {
        Startup,
        Readiness,
        Liveness,
    }

    internal enum ContainerMountType
    {
        BindMount,
        Volume,
    }

    /// <summary>A volume of a published container.</summary>
    internal sealed record ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation;

    /// <summary>How a secret that nobody has given is made up.</summary>
    internal sealed class GenerateParameterDefault
    {
        public int MinLength { get; set; } = 22;

        public bool Special { get; set; } = true;
    }

    /// <summary>A target that only the real Aspire publishes to.</summary>
    internal sealed class PublishingEnvironmentResource(string name) : IResource
    {
        public string Name => name;

        public string DefaultStorageType { get; set; } = "emptyDir";
    }
}

namespace Aspire.Hosting
{
    /// <summary>The targets that AppHost names; the branch that names them never runs here.</summary>
    internal static class PublishingExtensions
    {
        public static IResourceBuilder<PublishingEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) =>
            builder.AddResource(new PublishingEnvironmentResource(name));

        public static IResourceBuilder<PublishingEnvironmentResource> AddKubernetesEnvironment(this IDistributedApplicationBuilder builder, string name) =>
            builder.AddResource(new PublishingEnvironmentResource(name));

        public static IResourceBuilder<PublishingEnvironmentResource> WithProperties(
            this IResourceBuilder<PublishingEnvironmentResource> builder, Action<PublishingEnvironmentResource> configure)
        {
            configure(builder.Resource);
            return builder;
        }
    }
}
