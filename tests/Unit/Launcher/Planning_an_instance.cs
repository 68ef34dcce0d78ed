using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using GovPlatform.AppHost;
using GovPlatform.Local;

namespace GovPlatform.Tests.Unit.Launcher;

public sealed class Planning_an_instance : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("govplatform-launcher-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void all_pools_together_stay_below_the_connections_of_the_server(int replicas)
    {
        var builder = Builder("default", replicas);
        var postgres = builder.AddPostgres("postgres");
        var broker = builder.AddRabbitMQ("rabbitmq");
        var secrets = builder.AddSecrets();
        foreach (var name in new[] { "one", "two", "three" })
        {
            builder.AddService<Projects.Intake>(name, postgres, broker, secrets);
        }

        var plan = new Plan(Prepared("default"), builder.Build().Resources, _ => _ => { });
        var pools = plan.Projects.Sum(project => project.Ports.Count) * PostgresDatabaseResource.PoolSize;
        Assert.Equal(3 * replicas * PostgresDatabaseResource.PoolSize, pools);
        Assert.True(pools < postgres.Resource.Server!.MaxConnections);
    }

    [Fact]
    public void a_service_waits_for_the_servers_and_the_gateway_for_each_replica_of_a_service()
    {
        var builder = Builder("default", 2);
        var postgres = builder.AddPostgres("postgres");
        var broker = builder.AddRabbitMQ("rabbitmq");
        var intake = builder.AddService<Projects.Intake>("intake", postgres, broker, builder.AddSecrets());
        builder.AddProject<Projects.Gateway>("gateway").WithReference(intake).WaitFor(intake);
        var parts = new Plan(Prepared("default"), builder.Build().Resources, _ => _ => { }).Parts((_, _) => { }, _ => _ => { });
        Assert.Equal(["postgres", "rabbitmq", "intake-1", "intake-2", "gateway"], parts.Select(part => part.Name));
        Assert.Equal(["postgres", "rabbitmq"], parts[2].WaitsFor.Select(part => part.Name));
        Assert.Equal(["intake-1", "intake-2"], parts[4].WaitsFor.Select(part => part.Name));
    }

    [Fact]
    public void a_project_without_an_endpoint_is_refused_as_aspire_would()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Builder("default", 1).AddProject<NoEndpoint>("x"));
        Assert.Contains("applicationUrl", refused.Message);
    }

    [Fact]
    public void servers_that_run_already_are_used_where_connection_strings_name_them()
    {
        var builder = Builder("default", 1);
        builder.Configuration["ConnectionStrings:rabbitmq"] = "amqp://elsewhere";
        builder.Configuration["ConnectionStrings:intakedb"] = "Host=elsewhere";
        Assert.True(builder.HasServers());
        builder.AddService<Projects.Intake>("intake", null, builder.AddConnectionString("rabbitmq"), builder.AddSecrets());
        var plan = new Plan(Prepared("default"), builder.Build().Resources, _ => _ => { });
        var environment = Plan.EnvironmentOf(plan.Projects.Single(), 0);
        Assert.Equal(("Host=elsewhere", "amqp://elsewhere"), (environment["ConnectionStrings__intakedb"], environment["ConnectionStrings__rabbitmq"]));
        Assert.Equal(["intake"], plan.Parts((_, _) => { }, _ => _ => { }).Select(part => part.Name));
    }

    [Fact]
    public void two_more_counties_get_regions_of_their_own_and_keep_region_and_port()
    {
        var (first, second) = (Prepared("first"), Prepared("second"));
        Assert.Equal(("410498", "410499"), (first.Region, second.Region));
        Assert.NotEqual(first.Port, second.Port);
        var again = Instance.Open("second", folder);
        Assert.Equal((second.Region, second.County, second.Port), (again.Region, again.County, again.Port));
    }

    [Fact]
    public void a_fourth_county_is_refused_and_leaves_nothing_behind()
    {
        Prepared("first");
        Prepared("second");
        Assert.Contains("third has no region left", Assert.Throws<InvalidOperationException>(() => Prepared("third")).Message);
        Assert.False(Directory.Exists(Path.Combine(folder, "third")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IDistributedApplicationBuilder Builder(string name, int replicas) =>
        DistributedApplication.CreateBuilder(new Options("up", name, replicas, false, true), Prepared(name));

    private Instance Prepared(string name)
    {
        var instance = Instance.Open(name, folder);
        instance.Prepare();
        return instance;
    }

    private sealed class NoEndpoint : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(Source.Root, "contracts", "Contracts.csproj");
    }
}
