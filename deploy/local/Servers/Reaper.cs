using System.Diagnostics;

namespace GovPlatform.Local;

/// <summary>A shell that outlives this process just long enough to end what it has left running, even after kill -9.</summary>
internal static class Reaper
{
    // One line for each process that starts ("+ id signal") or ends ("- id"); end of input means that the starter is gone.
    private const string Script = """
        declare -A left
        while read -r change id signal; do
          if [[ $change = + ]]; then left[$id]=$signal; else unset "left[$id]"; fi
        done
        [[ ${#left[@]} -gt 0 ]] || exit 0
        for id in "${!left[@]}"; do kill -s "${left[$id]}" "$id"; done 2>/dev/null
        for second in {1..10}; do
          alive=; for id in "${!left[@]}"; do kill -0 "$id" 2>/dev/null && alive=1; done
          [[ $alive ]] || break
          sleep 1
        done
        for id in "${!left[@]}"; do kill -s KILL -- "-$id"; done 2>/dev/null
        """;

    private static readonly Lock Gate = new();
    private static StreamWriter? input;

    public static void Watch(int id, Signal signal) => Tell($"+ {id} {signal.ToString().ToUpperInvariant()}");

    public static void Forget(int id) => Tell($"- {id}");

    private static void Tell(string line)
    {
        lock (Gate)
        {
            if (input is null)
            {
                var shell = new ProcessStartInfo("setsid", ["bash", "-c", Script]) { RedirectStandardInput = true, WorkingDirectory = "/" };
                input = Process.Start(shell)!.StandardInput;
                input.AutoFlush = true;
            }

            input.WriteLine(line);
        }
    }
}
