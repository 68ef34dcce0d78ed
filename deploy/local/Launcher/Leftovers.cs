namespace GovPlatform.Local;

/// <summary>Processes of a launcher that is gone: ended politely, then surely.</summary>
internal static class Leftovers
{
    public static async Task EndAsync(Instance instance)
    {
        if (RunState.Read(instance) is not { } state)
        {
            return;
        }

        var left = state.Parts.SelectMany(part => part.Processes).Append(state.Launcher).Where(process => process.IsAlive).ToList();
        left.ForEach(process => LocalProcess.Send(process.Id, Signal.Int));
        await WaitAsync(left, TimeSpan.FromSeconds(15));
        foreach (var process in left.Where(process => process.IsAlive))
        {
            LocalProcess.Send(-process.Id, Signal.Kill);
        }

        await WaitAsync(left, TimeSpan.FromSeconds(5));
        RunState.Forget(instance);
    }

    /// <summary>Returns when all have ended, or when time is up.</summary>
    public static async Task WaitAsync(IReadOnlyList<ProcessMark> processes, TimeSpan patience)
    {
        var end = DateTime.UtcNow + patience;
        while (processes.Any(process => process.IsAlive) && DateTime.UtcNow < end)
        {
            await Task.Delay(100);
        }
    }
}
