namespace GovPlatform.Local;

/// <summary>The command line of the launcher: a verb and its options.</summary>
internal sealed record Options(string Verb, string Instance, int Replicas, bool Detach, bool Quiet)
{
    private const string Refused = "refused";
    private const string Usage = "usage: up [--detach] [--instance NAME] [--replicas 1..9] | down | status | environment";

    /// <summary>What to say instead of doing anything.</summary>
    public string Refusal { get; private init; } = Usage;

    public static Options Parse(string[] args)
    {
        var options = new Options(args.FirstOrDefault() ?? "help", "default", 1, false, false);
        for (var i = 1; i < args.Length && options.Verb != Refused; i++)
        {
            options = args[i] switch
            {
                "--detach" => options with { Detach = true },
                "--quiet" => options with { Quiet = true },
                "--instance" when i + 1 < args.Length && IsName(args[i + 1]) => options with { Instance = args[++i] },
                "--replicas" when i + 1 < args.Length && int.TryParse(args[i + 1], out var n) && n is >= 1 and <= 9 => options with { Replicas = int.Parse(args[++i]) },
                _ => options with { Verb = Refused, Refusal = $"{args[i]} is not understood here; {Usage}" },
            };
        }

        return options;
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 30 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text[0] != '-';
}
