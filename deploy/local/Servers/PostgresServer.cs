namespace GovPlatform.Local;

/// <summary>A PostgreSQL server of this machine's packages with its data in one folder, on loopback, under its own password.</summary>
internal sealed class PostgresServer(string folder, string password) : ILocalServer
{
    private const string User = "postgres";
    private readonly string data = Path.Combine(folder, "data");
    private LocalProcess? process;
    private bool throwaway;

    public int Port { get; } = FreePort.Next();

    public string Address => $"127.0.0.1:{Port}";

    public int MaxConnections { get; init; } = 200;

    public Action<string> Log { get; init; } = _ => { };

    public IReadOnlyList<int> ProcessIds => process is { Exited.IsCompleted: false } ? [process.Id] : [];

    public Task<int> Exited => process!.Exited;

    /// <summary>A started server for tests: fast instead of durable, gone with its data when disposed.</summary>
    public static async Task<PostgresServer> StartThrowawayAsync(CancellationToken ct = default)
    {
        var folder = Directory.CreateTempSubdirectory("govplatform-postgres-").FullName;
        var server = new PostgresServer(folder, Packages.NewPassword()) { throwaway = true, MaxConnections = 500 };
        await server.StartAsync(ct);
        return server;
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={User};Password={password};Database={database}";

    public async Task StartAsync(CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
        {
            await InitialiseAsync(ct);
        }

        process = LocalProcess.Start(Packages.As(User, new(Path.Combine(Packages.PostgresFolder, "postgres"), ["-D", data, .. Settings()])
        {
            Log = Log,
            Folder = folder,
            StopSignal = Signal.Int,
        }));
        while (!await AnswersAsync(ct))
        {
            if (process.Exited.IsCompleted)
            {
                throw new InvalidOperationException($"PostgreSQL ended with {await process.Exited} while starting");
            }

            await Task.Delay(100, ct);
        }
    }

    public Task StopAsync() => StopAsync(Signal.Int);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(throwaway ? Signal.Quit : Signal.Int);
        if (throwaway)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task StopAsync(Signal signal) => process?.StopAsync(TimeSpan.FromSeconds(15), signal) ?? Task.CompletedTask;

    private async Task InitialiseAsync(CancellationToken ct)
    {
        await Packages.CreateFolderAsync(folder, User, ct);
        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, password, ct);
        await Packages.CreateFolderAsync(folder, User, ct);

        // A crash in the middle of initdb must not leave a folder that looks like a database.
        var unfinished = data + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await LocalProcess.RunAsync(Packages.As(User, new(Path.Combine(Packages.PostgresFolder, "initdb"),
            ["-D", unfinished, "-U", User, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        { Folder = folder }), ct);
        File.Delete(passwordFile);
        Directory.Move(unfinished, data);
    }

    private List<string> Settings()
    {
        List<string> settings =
        [
            $"port={Port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", $"max_connections={MaxConnections}",
            "shared_buffers=128MB", "max_wal_size=2GB", "log_timezone=UTC", "timezone=UTC", "log_checkpoints=off",
        ];
        if (throwaway)
        {
            settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"]);
        }

        return [.. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        var probe = LocalProcess.Start(new(Path.Combine(Packages.PostgresFolder, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", $"{Port}"]));
        return await probe.Exited.WaitAsync(ct) == 0;
    }
}
