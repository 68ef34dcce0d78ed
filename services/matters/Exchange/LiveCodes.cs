namespace GovPlatform.Matters.Exchange;

/// <summary>Codes between the columns of the sheets and the live platform's numbering; what has no counterpart stays as it is, for the rules to judge.</summary>
internal static class LiveCodes
{
    private static readonly Dictionary<string, CodeMap> Maps = new() { ["audience"] = CodeMaps.Audience, ["handling_forms"] = CodeMaps.HandlingForm };

    public static string ToLive(string column, string code) => Maps.GetValueOrDefault(column)?.ToLive.GetValueOrDefault(code) ?? code;

    public static string FromLive(string column, string code) => Maps.GetValueOrDefault(column)?.ToStandard.GetValueOrDefault(code) ?? code;

    /// <summary>事项状态: 1 在用, 2 暂停, 3 取消.</summary>
    public static string StateOf(string status) => status switch { MatterStatus.Published => "1", MatterStatus.Suspended => "2", _ => "3" };

    /// <summary>Null where there is no such 事项状态.</summary>
    public static string? StatusOf(string state) => state switch { "1" => MatterStatus.Published, "2" => MatterStatus.Suspended, "3" => MatterStatus.Retired, _ => null };
}
