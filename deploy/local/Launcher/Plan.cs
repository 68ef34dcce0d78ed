namespace GovPlatform.Local;

/// <summary>The topology on this machine: ports given out, and every process with the environment that it gets (the contract of docs/adr/0001).</summary>
internal sealed class Plan
{
    private const int ConnectionsBeside = 100;
    private readonly Instance instance;
    private readonly IReadOnlyList<IResource> resources;

    public Plan(Instance instance, IReadOnlyList<IResource> resources, Func<string, Action<string>> log)
    {
        this.instance = instance;
        this.resources = resources;
        var clients = Projects.Where(project => project.WaitsFor.Any(need => need is PostgresDatabaseResource)).Sum(project => project.Replicas);
        foreach (var resource in resources)
        {
            switch (resource)
            {
                case PostgresServerResource postgres:
                    postgres.Server = new(Path.Combine(instance.Folder, postgres.Name), instance.Secret("postgres-password"))
                    {
                        MaxConnections = (clients * PostgresDatabaseResource.PoolSize) + ConnectionsBeside,
                        Log = log(postgres.Name),
                    };
                    break;
                case RabbitMQServerResource broker:
                    broker.Server = new(Path.Combine(instance.Folder, broker.Name), instance.Secret("rabbitmq-password")) { Log = log(broker.Name) };
                    break;
                case ProjectResource project:
                    project.Ports = project.IsExternal ? [instance.Port] : [.. Enumerable.Range(0, project.Replicas).Select(_ => FreePort.Next())];
                    break;
            }
        }
    }

    public IEnumerable<ProjectResource> Projects => resources.OfType<ProjectResource>();

    /// <summary>"intake", or "intake-2" where there are several.</summary>
    public static string ProcessName(ProjectResource project, int replica) =>
        project.Ports.Count == 1 ? project.Name : $"{project.Name}-{replica + 1}";

    public static Dictionary<string, string> EnvironmentOf(ProjectResource project, int replica)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://localhost:{project.Ports[replica]}",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_LAUNCH_PROFILE"] = "http",
            ["OTEL_SERVICE_NAME"] = project.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={ProcessName(project, replica)}",
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_TieredPGO"] = "0",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
        };
        project.Environment.ForEach(add => add(environment));
        return environment;
    }

    /// <summary>What a tool beside the platform (deploy/ops) is told: everything that the processes are told, and how to reach the gateway and the broker's API.</summary>
    public Dictionary<string, string> EnvironmentOfTools()
    {
        var environment = Projects
            .SelectMany(project => EnvironmentOf(project, 0))
            .Where(pair => pair.Key.StartsWith("ConnectionStrings__") || pair.Key.StartsWith("services__") || pair.Key.StartsWith("Gov__"))
            .DistinctBy(pair => pair.Key)
            .ToDictionary();
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["GOV_INSTANCE"] = instance.Name;
        environment["services__gateway__http__0"] = instance.Address;
        if (resources.OfType<RabbitMQServerResource>().FirstOrDefault() is { Server: { } broker })
        {
            environment["Gov__BrokerManagement"] = broker.ManagementAddress;
        }

        return environment;
    }

    /// <summary>The parts in the order of the topology; a part only waits for earlier ones.</summary>
    public IReadOnlyList<Part> Parts(Action<Part, string> tell, Func<string, Action<string>> log)
    {
        var made = new Dictionary<IResource, IReadOnlyList<Part>>();
        foreach (var resource in resources)
        {
            made[resource] = resource switch
            {
                PostgresServerResource { Server: { } server } => [new Part(resource.Name, server, [], tell)],
                PostgresDatabaseResource database => made[database.Parent],
                RabbitMQServerResource { Server: { } server } => [new Part(resource.Name, server, [], tell)],
                ProjectResource project => ProjectParts(project, [.. project.WaitsFor.SelectMany(need => made[need])]),
                _ => [],
            };
        }

        return [.. made.Values.SelectMany(parts => parts).Distinct()];

        IReadOnlyList<Part> ProjectParts(ProjectResource project, IReadOnlyList<Part> waitsFor) =>
            [.. project.Ports.Select((port, replica) => new Part(
                ProcessName(project, replica), Process(project, replica, port, log), waitsFor, tell))];
    }

    private static ProjectProcess Process(ProjectResource project, int replica, int port, Func<string, Action<string>> log)
    {
        var command = new Command("dotnet", [Source.BuiltProgram(project.ProjectPath)])
        {
            Environment = EnvironmentOf(project, replica),
            Folder = Path.GetDirectoryName(project.ProjectPath),
            Log = log(ProcessName(project, replica)),
        };
        return new ProjectProcess(command, port, project.ReadyPath);
    }
}
