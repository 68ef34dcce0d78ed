using System.Text.Json;

namespace GovPlatform.Local;

/// <summary>One county on this machine: its folder with data, secrets, logs and state, its region and its address.</summary>
internal sealed class Instance
{
    private static readonly (string Region, string County)[] Counties = [("410497", "平澜县"), ("410498", "望川县"), ("410499", "清岚县")];
    private const string Default = "default";
    private readonly string secretsFile;
    private readonly Dictionary<string, string> secrets;
    private readonly Identity identity;

    private Instance(string name, string folder)
    {
        Name = name;
        Folder = folder;
        secretsFile = Path.Combine(folder, "secrets.json");
        secrets = Read<Dictionary<string, string>>(secretsFile) ?? [];
        identity = Read<Identity>(IdentityFile(folder)) ?? Choose(name, Path.GetDirectoryName(folder)!);
        if (int.TryParse(Environment.GetEnvironmentVariable("GOV_PORT"), out var port))
        {
            identity = identity with { Port = port };
        }
        else if (name == Default)
        {
            identity = identity with { Port = 8080 };
        }
    }

    /// <summary>Where all instances have their folders.</summary>
    public static string DataFolder =>
        Environment.GetEnvironmentVariable("GOV_DATA") is { Length: > 0 } given ? given : Path.Combine(Source.Root, ".data");

    public string Name { get; }

    public string Folder { get; }

    public int Port => identity.Port;

    public string Region => identity.Region;

    public string County => identity.County;

    public string Address => $"http://localhost:{Port}";

    public string Logs => Path.Combine(Folder, "logs");

    /// <summary>The configuration that the topology is described under.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Gov:Region"] = Region,
        ["Gov:County"] = County,
        ["Gov:PublicUrl"] = Address,
        ["Gov:DataFolder"] = Path.Combine(Folder, "files"),
    };

    /// <summary>The instance as it was left, or as it would be; nothing is written until it is prepared.</summary>
    public static Instance Open(string name, string dataFolder) => new(name, Path.Combine(Path.GetFullPath(dataFolder), name));

    /// <summary>Creates the folders and remembers region and port, so that the next start finds the same county.</summary>
    /// <exception cref="InvalidOperationException">Every region has its county on this machine already.</exception>
    public void Prepare()
    {
        if (Region.Length == 0)
        {
            throw new InvalidOperationException($"instance {Name} has no region left: beside the default county this machine runs two more, and both are taken in {Path.GetDirectoryName(Folder)}");
        }

        Directory.CreateDirectory(Folder);
        foreach (var own in new[] { "files", "logs" })
        {
            Directory.CreateDirectory(Path.Combine(Folder, own), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        PrivateFile.Write(IdentityFile(Folder), JsonSerializer.Serialize(identity));
    }

    /// <summary>A generated secret, kept with the data.</summary>
    public string Secret(string name)
    {
        if (!secrets.TryGetValue(name, out var secret))
        {
            secrets[name] = secret = Packages.NewPassword() + Packages.NewPassword();
            PrivateFile.Write(secretsFile, JsonSerializer.Serialize(secrets));
        }

        return secret;
    }

    // The port of another county is free when it is chosen and then kept: addresses are printed on receipts and licences.
    private static Identity Choose(string name, string parent)
    {
        var taken = Directory.Exists(parent)
            ? Directory.GetDirectories(parent).Select(other => Read<Identity>(IdentityFile(other))?.Region).ToHashSet()
            : [];
        var (region, county) = name == Default
            ? Counties[0]
            : Counties.Skip(1).FirstOrDefault(county => !taken.Contains(county.Region), (Region: "", County: ""));
        return new Identity(region, county, FreePort.Next());
    }

    private static string IdentityFile(string folder) => Path.Combine(folder, "instance.json");

    private static T? Read<T>(string file)
        where T : class => File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllText(file)) : null;

    private sealed record Identity(string Region, string County, int Port);
}
