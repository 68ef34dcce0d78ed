using System.Text.Json;
using System.Text.RegularExpressions;

namespace GovPlatform.Matters.Importing;

/// <summary>Questions in one cell: q1:question[a=label;b=label], parted by bars; as JSON where a text holds one of these signs.</summary>
internal static partial class SituationCell
{
    public static string? Write(IReadOnlyList<Situation> situations)
    {
        if (situations.Count == 0)
            return null;
        var text = string.Join('|', situations.Select(one => $"{one.Id}:{one.Question}[{string.Join(';', one.Options.Select(option => $"{option.Id}={option.Label}"))}]"));
        return situations.Any(one => Sign().IsMatch(one.Question) || one.Options.Any(option => Sign().IsMatch(option.Label))) ? JsonSerializer.Serialize(situations, GovJson.Events) : text;
    }

    /// <summary>Null where one of them cannot be read.</summary>
    public static IReadOnlyList<Situation>? Read(string text)
    {
        var questions = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Question().Match(part)).ToList();
        return questions.All(match => match.Success) ? [.. questions.Select(match => new Situation { Id = match.Groups["id"].Value, Question = match.Groups["question"].Value, Options = Options(match.Groups["options"].Value) })] : null;
    }

    private static IReadOnlyList<SituationOption> Options(string text) =>
        [.. text.Split(';').Select(option => option.Split('=', 2)).Select(parts => new SituationOption { Id = parts[0].Trim(), Label = parts[^1].Trim() })];

    [GeneratedRegex(@"^(?<id>\w+):(?<question>[^\[]+)\[(?<options>\w+=[^;\]]+(;\w+=[^;\]]+)+)\]$")]
    private static partial Regex Question();

    [GeneratedRegex(@"[|\[\];=\r\n]|^\s|\s$")]
    private static partial Regex Sign();
}
