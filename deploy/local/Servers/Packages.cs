using System.Security.Cryptography;

namespace GovPlatform.Local;

/// <summary>The machine's own PostgreSQL and RabbitMQ: where they are and how they are run.</summary>
internal static class Packages
{
    /// <summary>The newest PostgreSQL of this machine that is at least version 15.</summary>
    public static string PostgresFolder { get; } =
        Versions("/usr/lib/postgresql", "{0}/bin").Concat(Versions("/usr", "{0}/bin", "pgsql-")).Concat(Path("initdb"))
            .FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, "initdb")))
        ?? throw new InvalidOperationException("PostgreSQL 15 or newer is missing: install the package postgresql");

    /// <summary>The folder of RabbitMQ's own scripts; Debian's wrapper in sbin would change user, folder and output.</summary>
    public static string RabbitMqFolder { get; } =
        new[] { "/usr/lib/rabbitmq/bin" }.Concat(Path("rabbitmq-server"))
            .FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, "rabbitmq-server")))
        ?? throw new InvalidOperationException("RabbitMQ is missing: install the package rabbitmq-server");

    /// <summary>The command as the package's own user, when root starts it: PostgreSQL refuses root, and RabbitMQ needs none of its rights.</summary>
    public static Command As(string user, Command command) => Environment.IsPrivilegedProcess
        ? command with { Program = "setpriv", Arguments = ["--reuid", user, "--regid", user, "--init-groups", command.Program, .. command.Arguments] }
        : command;

    /// <summary>Creates a folder that only that user can read.</summary>
    public static async Task CreateFolderAsync(string folder, string user, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Environment.IsPrivilegedProcess)
        {
            await LocalProcess.RunAsync(new("chown", ["-R", $"{user}:{user}", folder]), ct);
        }
    }

    public static string NewPassword() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static IEnumerable<string> Versions(string parent, string pattern, string prefix = "") =>
        Directory.Exists(parent)
            ? Directory.GetDirectories(parent, prefix + "*")
                .Select(folder => (folder, version: int.TryParse(System.IO.Path.GetFileName(folder)[prefix.Length..], out var v) ? v : 0))
                .Where(found => found.version >= 15)
                .OrderByDescending(found => found.version)
                .Select(found => string.Format(pattern, found.folder))
            : [];

    private static IEnumerable<string> Path(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Where(folder => folder.Length > 0 && File.Exists(System.IO.Path.Combine(folder, program)));
}
