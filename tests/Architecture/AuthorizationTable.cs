using GovPlatform.Tests.Services;

namespace GovPlatform.Tests.Architecture;

/// <summary>One row of docs/authorization.md.</summary>
/// <param name="Service">A service, gateway, or * for every service.</param>
/// <param name="Door">Method and path.</param>
/// <param name="Callers">Columns with a tick.</param>
/// <param name="Rules">owner, department, draft, signature, or none.</param>
internal sealed record Row(string Service, string Door, IReadOnlySet<string> Callers, IReadOnlyList<string> Rules)
{
    /// <summary>Whether this caller is let in, as the row says; staff without a role only where every role is.</summary>
    public bool Admits(string caller) => caller == AuthorizationTable.StaffWithoutRole ? Role.All.All(Callers.Contains) : Callers.Contains(caller);

    public override string ToString() => $"{Service} {Door}";
}

/// <summary>docs/authorization.md as it is written, and who its columns are in tests.</summary>
internal static class AuthorizationTable
{
    public const string StaffWithoutRole = "staff without a role";

    public static IReadOnlyList<Row> Rows { get; } = Read();

    public static IReadOnlyDictionary<string, Caller?> Callers { get; } = new Dictionary<string, Caller?>
    {
        ["anonymous"] = null,
        [Kind.Citizen] = People.Citizen,
        [Kind.Organisation] = People.Organisation,
        [Role.Clerk] = People.Clerk,
        [Role.Approver] = People.Approver,
        [Role.CatalogueEditor] = People.Editor,
        [Role.Supervisor] = People.Supervisor,
        [Role.Admin] = People.Admin,
        [Kind.Partner] = People.Partner,
        [Kind.Terminal] = People.Terminal,
        [Kind.Service] = People.Service,
        [StaffWithoutRole] = People.Clerk with { Roles = [] },
    };

    public static IEnumerable<Row> Of(string process) => Rows.Where(row => row.Service == process || (row.Service == "*" && process != "gateway"));

    private static List<Row> Read()
    {
        var lines = File.ReadLines(Parts.At("docs", "authorization.md")).Where(line => line.StartsWith('|')).Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())
            .SkipWhile(cells => cells[0] != "service 服务").ToList();
        var columns = lines[0].Select(name => name.Split(' ')[0]).ToArray();
        return
        [
            .. from cells in lines.Skip(2)
               let callers = columns[2..^1].Where((_, i) => cells[i + 2] == "✓").ToHashSet()
               select new Row(cells[0], cells[1].Trim('`'), callers, [.. cells[^1].Split(", ").Where(rule => rule != "—")]),
        ];
    }
}
