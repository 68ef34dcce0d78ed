using System.Globalization;

namespace GovPlatform.Local;

/// <summary>Who listens on a port, as far as this user may know.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>"name (process 123)", or null when nothing of this user's sight listens there.</summary>
    public static string? Of(int port)
    {
        var sockets = Tables
            .Where(File.Exists)
            .SelectMany(file => File.ReadLines(file).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber) == port)
            .Select(fields => $"socket:[{fields[9]}]")
            .ToHashSet();
        var owner = sockets.Count == 0 ? null : Directory.GetDirectories("/proc").FirstOrDefault(process => Holds(process, sockets));
        return owner is null ? null : $"{File.ReadAllText($"{owner}/comm").Trim()} (process {Path.GetFileName(owner)})";
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(process)[0])
                && Directory.GetFiles($"{process}/fd").Any(file => File.ResolveLinkTarget(file, false) is { } link && sockets.Contains(Path.GetFileName(link.FullName)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
