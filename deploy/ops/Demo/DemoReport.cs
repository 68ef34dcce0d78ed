namespace GovPlatform.Ops;

/// <summary>Prints each step with its time and status, Chinese first.</summary>
internal sealed class DemoReport(TextWriter output, bool quiet)
{
    private readonly long began = TimeProvider.System.GetTimestamp();

    /// <summary>Steps done since the start.</summary>
    public int Steps { get; private set; }

    public void Title(string zh, string en)
    {
        if (!quiet)
            output.WriteLine($"\n── {zh} · {en}");
    }

    /// <summary>Runs one step; it answers with what to print of its outcome.</summary>
    public async Task StepAsync(string zh, string en, Func<Task<string>> act)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            var status = await act();
            Steps++;
            if (!quiet)
                output.WriteLine($"{Time()}  ✓ {Pad(zh, 26)}{Pad(en, 44)}{status}  ({TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:0} ms)");
        }
        catch
        {
            output.WriteLine($"{Time()}  ✗ {Pad(zh, 26)}{en}");
            throw;
        }
    }

    private string Time() => $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds,7:0.00} s";

    // A Chinese character takes two columns.
    private static string Pad(string text, int width) => text + new string(' ', Math.Max(1, width - text.Sum(c => c > 0x2E80 ? 2 : 1)));
}
