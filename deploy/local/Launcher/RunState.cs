using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovPlatform.Local;

/// <summary>A process and when it started, so that another one with the same id is not taken for it.</summary>
internal readonly record struct ProcessMark(int Id, long Started)
{
    public bool IsAlive => Started != 0 && StartedAt(Id) == Started;

    public static ProcessMark Of(int id) => new(id, StartedAt(id));

    // Fields 3 (state) and 22 (start time) of /proc/id/stat; the name before them may hold blanks.
    private static long StartedAt(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? 0 : long.Parse(fields[19]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

/// <summary>One part as it was last seen.</summary>
internal sealed record PartRecord(string Name, PartState State, string Address, int Restarts, IReadOnlyList<ProcessMark> Processes);

/// <summary>What runs for an instance, kept in a file for status, down and whoever comes after a crash.</summary>
internal sealed record RunState(ProcessMark Launcher, string Address, bool IsReady, IReadOnlyList<PartRecord> Parts)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, WriteIndented = true };

    public PartRecord? Failing => Parts.FirstOrDefault(part => part.State == PartState.Failing);

    public static RunState? Read(Instance instance) =>
        File.Exists(FileOf(instance)) ? JsonSerializer.Deserialize<RunState>(File.ReadAllText(FileOf(instance)), Json) : null;

    public void Write(Instance instance) => PrivateFile.Write(FileOf(instance), JsonSerializer.Serialize(this, Json));

    public static void Forget(Instance instance) => File.Delete(FileOf(instance));

    public IEnumerable<string> Table()
    {
        yield return $"{"RESOURCE",-18}{"STATE",-12}{"ADDRESS",-28}{"PROCESS",-10}RESTARTS";
        foreach (var part in Parts)
        {
            var id = part.Processes is [var main, ..] ? $"{main.Id}" : "-";
            yield return $"{part.Name,-18}{part.State.ToString().ToLowerInvariant(),-12}{part.Address,-28}{id,-10}{part.Restarts}";
        }
    }

    private static string FileOf(Instance instance) => Path.Combine(instance.Folder, "state.json");
}
