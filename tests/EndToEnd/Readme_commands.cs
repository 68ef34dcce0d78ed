using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>What the README tells people to type does what it says.</summary>
[Collection(PlatformCollection.Name)]
public sealed class Readme_commands(Platform platform)
{
    [Fact]
    public async Task the_five_curl_lines_work_as_printed()
    {
        var lines = Block("## Call it");
        Assert.Equal(5, lines.Split('\n').Length);
        await platform.UntilReadyAsync();
        var said = await BashAsync(lines.Replace("localhost:8080", platform.Gateway.Authority, StringComparison.Ordinal));
        Assert.Contains("食品经营许可", said);
        Assert.Contains("\"status\":\"draft\"", said);
    }

    [Fact]
    public void both_readmes_begin_with_the_same_two_commands() =>
        Assert.Equal(Block("## Run it"), Block("## 运行", "README.zh-CN.md"));

    /// <summary>The first bash block below a heading.</summary>
    private static string Block(string heading, string file = "README.md")
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        return Regex.Match(text, $"{Regex.Escape(heading)}\n.*?```bash\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
    }

    private static async Task<string> BashAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euxo", "pipefail", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await bash.StandardOutput.ReadToEndAsync() + await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"ended with {bash.ExitCode}: {said}");
        return said;
    }
}
