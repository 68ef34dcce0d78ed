using System.Net.Http.Headers;
using System.Text;

namespace GovPlatform.Local;

/// <summary>A RabbitMQ broker of this machine's packages with its data in one folder, on loopback, with the management API and an epmd of its own.</summary>
internal sealed class RabbitMqServer(string folder, string password) : ILocalServer
{
    private const string Owner = "rabbitmq";
    private readonly int epmdPort = FreePort.Next();
    private readonly int distributionPort = FreePort.Next();
    private LocalProcess? epmd;
    private LocalProcess? process;
    private bool throwaway;

    public int Port { get; } = FreePort.Next();

    public string Address => $"127.0.0.1:{Port}";

    public int ManagementPort { get; } = FreePort.Next();

    public Action<string> Log { get; init; } = _ => { };

    public IReadOnlyList<int> ProcessIds =>
        [.. new[] { process, epmd }.Where(each => each is { Exited.IsCompleted: false }).Select(each => each!.Id)];

    public Task<int> Exited => process!.Exited;

    /// <summary>The address that clients connect to, without a virtual host.</summary>
    public string ConnectionString => $"amqp://guest:{Uri.EscapeDataString(password)}@127.0.0.1:{Port}";

    /// <summary>A started broker for tests, gone with its data when disposed.</summary>
    public static async Task<RabbitMqServer> StartThrowawayAsync(CancellationToken ct = default)
    {
        var folder = Directory.CreateTempSubdirectory("govplatform-rabbitmq-").FullName;
        var server = new RabbitMqServer(folder, Packages.NewPassword()) { throwaway = true };
        await server.StartAsync(ct);
        return server;
    }

    /// <summary>The address of the management API, with the password in it.</summary>
    public string ManagementAddress => $"http://guest:{Uri.EscapeDataString(password)}@127.0.0.1:{ManagementPort}";

    /// <summary>A client of the management API (PUT api/vhosts/x and the like) that is signed in.</summary>
    public HttpClient Management()
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ManagementPort}/"), Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"guest:{password}")));
        return http;
    }

    public async Task StartAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[rabbitmq_management].\n", ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), Configuration(), ct);
        await Packages.CreateFolderAsync(folder, Owner, ct);
        await StartEpmdAsync(ct);
        process = LocalProcess.Start(Packages.As(Owner, new(Path.Combine(Packages.RabbitMqFolder, "rabbitmq-server"), [])
        {
            Environment = Settings(),
            Folder = folder,
            Log = Log,
        }));
        using var http = Management();
        while (!await AnswersAsync(http, ct))
        {
            if (process.Exited.IsCompleted)
            {
                throw new InvalidOperationException($"RabbitMQ ended with {await process.Exited} while starting");
            }

            await Task.Delay(100, ct);
        }
    }

    public Task StopAsync() => StopAsync(Signal.Term);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(throwaway ? Signal.Kill : Signal.Term);
        if (throwaway)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task StopAsync(Signal signal)
    {
        if (process is not null)
        {
            await process.StopAsync(TimeSpan.FromSeconds(15), signal);
        }

        if (epmd is not null)
        {
            await epmd.StopAsync(TimeSpan.FromSeconds(2));
        }
    }

    // Erlang would start an epmd of its own that listens everywhere and outlives the broker.
    private async Task StartEpmdAsync(CancellationToken ct)
    {
        if (epmd is { Exited.IsCompleted: false })
        {
            return;
        }

        epmd = LocalProcess.Start(Packages.As(Owner, new("epmd", ["-port", $"{epmdPort}", "-address", "127.0.0.1"]) { Folder = folder }));
        while (!await FreePort.AnswersAsync(epmdPort, ct))
        {
            await Task.Delay(20, ct);
        }
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["HOME"] = folder,
        ["ERL_EPMD_PORT"] = $"{epmdPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = "gov@localhost",
        ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(folder, "advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -noinput",
        // The script then becomes the Erlang machine instead of waiting for it, so that signals reach it.
        ["RABBITMQ_ALLOW_INPUT"] = "1",
    };

    private string Configuration() => $"""
        listeners.tcp.1 = 127.0.0.1:{Port}
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {ManagementPort}
        default_user = guest
        default_pass = {password}
        log.console.level = warning
        disk_free_limit.absolute = 200MB

        """;

    private async Task<bool> AnswersAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("api/vhosts", UriKind.Relative), ct);
            return answer.IsSuccessStatusCode && await FreePort.AnswersAsync(Port, ct);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
