using System.Diagnostics;
using System.Runtime.Versioning;
using GovPlatform.Local;

namespace GovPlatform.Tests.Unit.Launcher;

/// <summary>What each process of the real topology is told, as the launcher says it with two replicas.</summary>
public sealed class Environment_contract(Environment_contract.TwoReplicas told) : IClassFixture<Environment_contract.TwoReplicas>
{
    private static readonly string[] Services =
    [
        "identity", "matters", "intake", "approval", "certificates", "evaluation", "appointments", "crossregion", "notifications", "supervision",
    ];

    [Fact]
    public void every_service_gets_its_own_database_the_broker_and_the_settings_of_the_county()
    {
        foreach (var service in Services)
        {
            var environment = told.To($"{service}-1");
            Assert.Contains($"Database={service};", environment[$"ConnectionStrings__{service}db"]);
            Assert.Single(environment.Keys, key => key.EndsWith("db", StringComparison.Ordinal));
            Assert.Matches("^amqp://guest:[^@/]+@127\\.0\\.0\\.1:\\d+$", environment["ConnectionStrings__rabbitmq"]);
            Assert.Equal("410497", environment["Gov__Region"]);
            Assert.Equal("平澜县", environment["Gov__County"]);
            Assert.Equal("http://localhost:8099", environment["Gov__PublicUrl"]);
            Assert.Equal("Development", environment["ASPNETCORE_ENVIRONMENT"]);
            Assert.Equal(service, environment["OTEL_SERVICE_NAME"]);
        }
    }

    [Fact]
    public void a_neighbour_is_known_by_the_addresses_of_all_its_replicas()
    {
        var own = new[] { told.To("matters-1")["ASPNETCORE_URLS"], told.To("matters-2")["ASPNETCORE_URLS"] };
        var known = told.To("intake-2");
        Assert.Equal((own[0], own[1]), (known["services__matters__http__0"], known["services__matters__http__1"]));
        Assert.NotEqual(own[0], own[1]);
        Assert.False(known.ContainsKey("services__matters__http__2"));
    }

    [Fact]
    public void everyone_knows_identity()
    {
        Assert.All(Services.Where(service => service != "identity"), service =>
            Assert.Equal(told.To("identity-1")["ASPNETCORE_URLS"], told.To($"{service}-1")["services__identity__http__0"]));
    }

    [Fact]
    public void the_gateway_is_one_at_the_port_asked_for_and_knows_every_service_but_no_database()
    {
        var environment = told.To("gateway");
        Assert.Equal("http://localhost:8099", environment["ASPNETCORE_URLS"]);
        Assert.Equal(Services.Length * 2, environment.Keys.Count(key => key.StartsWith("services__", StringComparison.Ordinal)));
        Assert.DoesNotContain(environment.Keys, key => key.StartsWith("ConnectionStrings__", StringComparison.Ordinal));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void all_share_the_secrets_and_nobody_else_can_read_them()
    {
        foreach (var secret in new[] { "Gov__DataKey", "Gov__ServiceSecret" })
        {
            Assert.Single(told.All.Values.Select(environment => environment[secret]).Distinct());
            Assert.True(told.To("gateway")[secret].Length >= 48);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(told.Folder, "default", "secrets.json")));
    }

    [Fact]
    public void a_second_start_gives_the_same_secrets()
    {
        using var again = new TwoReplicas(told.Folder);
        Assert.Equal(told.To("gateway")["Gov__DataKey"], again.To("gateway")["Gov__DataKey"]);
    }

    public sealed class TwoReplicas : IDisposable
    {
        private readonly bool isGiven;

        public TwoReplicas()
            : this(null)
        {
        }

        internal TwoReplicas(string? folder)
        {
            isGiven = folder is not null;
            Folder = folder ?? Directory.CreateTempSubdirectory("govplatform-launcher-").FullName;
            var program = Path.Combine(Source.Root, "deploy", "local", "bin", Source.Configuration, "net10.0", "GovPlatform.Local.dll");
            var start = new ProcessStartInfo("dotnet", [program, "environment", "--replicas", "2"])
            {
                RedirectStandardOutput = true,
                Environment = { ["GOV_DATA"] = Folder, ["GOV_PORT"] = "8099" },
            };
            using var launcher = Process.Start(start)!;
            All = launcher.StandardOutput.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2))
                .GroupBy(line => line[0], line => line[1].Split('=', 2))
                .ToDictionary(process => process.Key, process => process.ToDictionary(pair => pair[0], pair => pair[1]));
        }

        public string Folder { get; }

        public Dictionary<string, Dictionary<string, string>> All { get; }

        public Dictionary<string, string> To(string process) => All[process];

        public void Dispose()
        {
            if (!isGiven)
            {
                Directory.Delete(Folder, recursive: true);
            }
        }
    }
}
