using GovPlatform.Local;

namespace Aspire.Hosting.ApplicationModel;

internal interface IResource
{
    string Name { get; }
}

internal interface IResourceWithConnectionString : IResource
{
    /// <summary>Known when ports are given out.</summary>
    string ConnectionString { get; }
}

internal interface IResourceWithEnvironment : IResource;

internal interface IResourceWithEndpoints : IResource;

internal interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

internal interface IResourceWithWaitSupport : IResource;

internal interface IResourceWithProbes : IResource;

internal interface IResourceAnnotation;

/// <summary>A generated secret of the instance.</summary>
internal sealed class ParameterResource(string name, Func<string> value) : IResource
{
    public string Name => name;

    public string Value => value();
}

/// <summary>A server that this launcher does not run: it is where the configuration says.</summary>
internal sealed class ConnectionStringResource(string name, string connectionString) : IResourceWithConnectionString
{
    public string Name => name;

    public string ConnectionString => connectionString;
}

/// <summary>The PostgreSQL server of the instance.</summary>
internal sealed class PostgresServerResource(string name) : IResource
{
    public string Name => name;

    public PostgresServer? Server { get; set; }
}

/// <summary>One database of the server; the service that owns it creates it when it is missing.</summary>
internal sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent) : IResourceWithConnectionString
{
    /// <summary>The most connections that one process keeps, so that all of them together stay below the server's limit.</summary>
    public const int PoolSize = 20;

    public string Name => name;

    public PostgresServerResource Parent => parent;

    public string ConnectionString => $"{parent.Server!.ConnectionString(databaseName)};Maximum Pool Size={PoolSize}";
}

/// <summary>The message broker of the instance.</summary>
internal sealed class RabbitMQServerResource(string name) : IResourceWithConnectionString
{
    public string Name => name;

    public RabbitMqServer? Server { get; set; }

    public string ConnectionString => Server!.ConnectionString;
}

/// <summary>A project of ours, run from its build output as one process for each replica.</summary>
internal sealed class ProjectResource(string name, string projectPath)
    : IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IResourceWithProbes
{
    public string Name => name;

    public string ProjectPath => projectPath;

    public int Replicas { get; set; } = 1;

    /// <summary>Whether its address is the instance's own, the one that people know.</summary>
    public bool IsExternal { get; set; }

    public string? ReadyPath { get; set; }

    public List<IResource> WaitsFor { get; } = [];

    public List<Action<IDictionary<string, string>>> Environment { get; } = [];

    /// <summary>One for each replica; known when ports are given out.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [];

    public IEnumerable<string> Addresses => Ports.Select(port => $"http://localhost:{port}");
}
