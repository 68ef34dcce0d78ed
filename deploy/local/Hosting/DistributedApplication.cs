using GovPlatform.Local;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Run mode is the only one here: publishing needs the real Aspire.</summary>
internal sealed class DistributedApplicationExecutionContext
{
    public bool IsRunMode { get; } = true;
}

internal interface IProjectMetadata
{
    string ProjectPath { get; }
}

internal interface IResourceBuilder<out T>
    where T : IResource
{
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    T Resource { get; }

    IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation)
        where TAnnotation : IResourceAnnotation;
}

internal interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    string AppHostDirectory { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}

/// <summary>The topology as AppHost described it, and what the command line wants done with it.</summary>
internal sealed class DistributedApplication(Instance instance, Options options, IReadOnlyList<IResource> resources)
{
    public IReadOnlyList<IResource> Resources => resources;

    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        var options = Options.Parse(args);
        return CreateBuilder(options, Instance.Open(options.Instance, Instance.DataFolder));
    }

    public static IDistributedApplicationBuilder CreateBuilder(Options options, Instance instance) => new Builder(options, instance);

    public void Run() => Environment.ExitCode = Verbs.RunAsync(options, instance, resources).GetAwaiter().GetResult();

    private sealed class Builder : IDistributedApplicationBuilder
    {
        private readonly Options options;
        private readonly Instance instance;
        private readonly List<IResource> resources = [];

        public Builder(Options options, Instance instance)
        {
            this.options = options;
            this.instance = instance;
            Configuration.AddEnvironmentVariables();
            Configuration.AddInMemoryCollection(instance.Settings);
            Configuration["replicas"] = options.Replicas.ToString();
        }

        public ConfigurationManager Configuration { get; } = new();

        public string AppHostDirectory { get; } = Path.Combine(Source.Root, "AppHost");

        public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

        public IResourceBuilder<T> AddResource<T>(T resource)
            where T : IResource
        {
            if (resources.Any(known => known.Name == resource.Name))
            {
                throw new InvalidOperationException($"two resources are named {resource.Name}");
            }

            resources.Add(resource);
            return new ResourceBuilder<T>(this, resource);
        }

        public DistributedApplication Build() => new(instance, options, resources);

        public string Secret(string name) => Configuration[$"Parameters:{name}"] ?? instance.Secret(name);
    }

    private sealed record ResourceBuilder<T>(IDistributedApplicationBuilder ApplicationBuilder, T Resource) : IResourceBuilder<T>
        where T : IResource
    {
        public IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation)
            where TAnnotation : IResourceAnnotation => this;
    }

    internal static Func<string> SecretOf(IDistributedApplicationBuilder builder, string name) => () => ((Builder)builder).Secret(name);
}
