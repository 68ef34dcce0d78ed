using System.Diagnostics;
using GovPlatform.Local;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>An instance of the whole platform in a folder of its own, started and stopped by the launcher as `gov` does it.</summary>
public sealed class LauncherPlatform
{
    public const string InstanceName = "default";
    private readonly string program = Path.Combine(Source.Root, "deploy", "local", "bin", Source.Configuration, "net10.0", "GovPlatform.Local.dll");

    public string Folder { get; } = MakeFolder();

    public int Port { get; } = FreePort.Next();

    /// <summary>The gateway, without a trailing slash.</summary>
    public string Address => $"http://localhost:{Port}";

    internal Instance Instance => Instance.Open(InstanceName, Folder);

    internal RunState? State => RunState.Read(Instance);

    /// <summary>What the platform's tools are told: connection strings, addresses, settings; known while it is up.</summary>
    public Dictionary<string, string> Settings => File.ReadLines(Path.Combine(Instance.Folder, "environment"))
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0].Replace("__", ":"), pair => pair[1].Trim('\''));

    /// <summary>Runs the launcher to its end.</summary>
    public async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GOV_DATA"] = Folder, ["GOV_PORT"] = $"{Port}" },
        };
        using var launcher = Process.Start(start)!;
        var errors = launcher.StandardError.ReadToEndAsync();
        var output = await launcher.StandardOutput.ReadToEndAsync() + await errors;
        await launcher.WaitForExitAsync();
        return (launcher.ExitCode, output);
    }

    public async Task UpAsync(params string[] options)
    {
        var (code, output) = await RunAsync(["up", "--detach", .. options]);
        Assert.True(code == 0, output);
    }

    /// <summary>Stops it and forgets its data.</summary>
    public async Task EndAsync()
    {
        await RunAsync("down");
        Directory.Delete(Folder, recursive: true);
    }

    // The database's own user must be able to enter it.
    private static string MakeFolder()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"govplatform-{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder);
        return folder;
    }
}
