using System.Net;
using GovPlatform.Tests.Services;

namespace GovPlatform.Tests.Architecture;

/// <summary>The object rules of docs/authorization.md on real objects: their own people reach them, to all others they are not there.</summary>
[Collection(OnThePlatform.Name)]
public sealed class Whose_object_it_is(WholePlatform platform)
{
    private static readonly string[] Owners = [Kind.Citizen, Kind.Organisation];
    private static readonly string[] Departmental = [Role.Approver, Role.CatalogueEditor];
    private static readonly string[] Staff = [.. Role.All];

    [Theory, MemberData(nameof(Parts.Names), MemberType = typeof(Parts))]
    public async Task strangers_and_other_departments_find_nothing(string service)
    {
        var rows = AuthorizationTable.Of(service).Where(row => row.Rules.Any(rule => rule != "signature")).ToList();
        var samples = rows.Count > 0 ? await Samples.OfAsync(platform, service) : new Dictionary<string, Sample>();
        Parts.None($"{service}: rows with an object rule, but no object in {nameof(Samples)}:", rows.Select(row => row.Door).Except(samples.Keys));
        var wrong = new List<string>();
        foreach (var row in rows)
            foreach (var probe in row.Rules.SelectMany(rule => Probes(rule, row, samples[row.Door])))
                if (await WrongAsync(platform.Services[service], row, samples[row.Door], probe) is { } seen)
                    wrong.Add($"{row.Door} as {probe.Who}: {seen}");
        Parts.None($"{service} does not keep the object rules of docs/authorization.md:", wrong);
    }

    /// <summary>Who must reach what by one rule, and who must not.</summary>
    private static IEnumerable<Probe> Probes(string rule, Row row, Sample sample) => rule switch
    {
        "owner" =>
        [
            new("its owner", sample.Owner, sample.Path, true),
            .. row.Callers.Intersect(Owners).Select(kind => new Probe($"{kind} who is a stranger", kind == Kind.Citizen ? People.Stranger : People.Organisation, sample.Path, false)),
        ],
        "department" =>
        [
            .. from role in Departments(row)
               let colleague = AuthorizationTable.Callers[role]!
               from elsewhere in new[] { false, true }
               select new Probe($"{role} of {(elsewhere ? "another" : "its")} department", elsewhere ? Elsewhere(colleague) : colleague, sample.Path, !elsewhere),
        ],
        "draft" =>
        [
            .. row.Callers.Except(Owners).Select(name => new Probe($"{name} on a draft", AuthorizationTable.Callers[name], sample.Draft!, sample.Drafters.Contains(name))),
            // Approvers come to a case with its acceptance: Filing_a_case shows that.
            .. row.Callers.Intersect(Staff).Except([Role.Approver]).Where(_ => sample.ForStaff is not null).Select(name => new Probe($"{name} on what is handed in", AuthorizationTable.Callers[name], sample.ForStaff!, true)),
        ],
        _ => throw new InvalidOperationException($"No probe for the rule {rule}."),
    };

    /// <summary>The roles that a department binds: those that approve and edit, or where the row lets all staff in all but the administrator.</summary>
    private static IEnumerable<string> Departments(Row row) =>
        Staff.All(row.Callers.Contains) && !row.Callers.Contains("anonymous") ? Staff.Except([Role.Admin]) : row.Callers.Intersect(row.Rules.Contains("draft") ? [Role.CatalogueEditor] : Departmental);

    private static Caller Elsewhere(Caller caller) => caller with { Id = StableId.Of($"{caller.Id} elsewhere"), Department = People.OtherDepartment };

    private static async Task<string?> WrongAsync(Running service, Row row, Sample sample, Probe probe)
    {
        using var client = service.As(probe.Caller);
        using var answer = await client.SendAsync(sample.Request(row.Door.Split(' ')[0], probe.Path), HttpCompletionOption.ResponseHeadersRead);
        var isThere = sample.Trace is { } trace
            ? answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync()).Contains(trace, StringComparison.Ordinal)
            : answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.InternalServerError);
        var isHidden = sample.Trace is null ? answer.StatusCode == HttpStatusCode.NotFound : answer.IsSuccessStatusCode && !isThere;
        return (probe.Reaches ? isThere : isHidden) ? null
            : $"{(int)answer.StatusCode}, expected {(probe.Reaches ? "to reach it" : sample.Trace is null ? "404" : "a list without it")}: {await answer.Content.ReadAsStringAsync()}";
    }

    private sealed record Probe(string Who, Caller? Caller, string Path, bool Reaches);
}
