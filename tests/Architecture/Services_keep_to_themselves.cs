using System.Reflection;

namespace GovPlatform.Tests.Architecture;

/// <summary>What a service may know of others, and of the bus and the clock.</summary>
public sealed class Services_keep_to_themselves
{
    /// <summary>Who reads the real clock, and why the platform's, which Development moves, will not do.</summary>
    private static readonly Dictionary<string, string> RealTime = new()
    {
        ["SigningKeys"] = "keys live in real time",
        ["RotateSigningKeys"] = "keys live in real time",
        ["IssueToken"] = "tokens live in real time",
        ["Discovery"] = "keys are asked for at a bounded real rate",
        ["MoveClock"] = "owns the platform clock, which is an offset to the real one",
        ["ClockView"] = "owns the platform clock, which is an offset to the real one",
        ["BearerHandler"] = "tokens live in real time",
        ["ServiceToken"] = "tokens live in real time",
        ["PlatformAuth"] = "keys are asked for at a bounded real rate",
        ["PlatformClock"] = "is the platform clock",
        ["ShortMemory`2"] = "answers grow old in real time",
        ["Neighbours"] = "calls and breakers wait in real time",
        ["ClaimCase"] = "a clerk's hold on a case is a lease",
        ["CaseRow"] = "a clerk's hold on a case is a lease",
        ["CaseStreams"] = "a stream that nobody reads is dropped in real time",
        ["OwnKey"] = "signatures live in real time",
        ["PingPartner"] = "signatures to partners live in real time",
        ["AnswerPing"] = "signatures to partners live in real time",
        ["SignedAnswer"] = "signatures to partners live in real time",
        ["ForgetUploads"] = "files on disk carry the machine's time",
        ["SweepFiles"] = "files on disk carry the machine's time",
        ["ForgetNonces"] = "nonces live in real time",
        ["Partitions"] = "rows carry the database's time, and so do their partitions",
        ["AuditSealer"] = "seals by the database's time",
    };

    private static readonly string[] MayTell = ["Relay", "Rebuild"];
    private static readonly string[] Telling = ["Publish", "Send", "Respond", "Forward", "BasicPublish"];

    [Fact]
    public void services_meet_only_in_contracts() => Parts.None("A service references another service; they meet in contracts and ServiceDefaults:",
        from part in Parts.Services
        from other in part.Assembly.GetReferencedAssemblies()
        where other.Name!.StartsWith("GovPlatform.", StringComparison.Ordinal) && other.Name is not ("GovPlatform.Contracts" or "GovPlatform.ServiceDefaults")
        select $"{part} → {other.Name}");

    [Fact]
    public void contracts_know_no_other_part() => Parts.None("contracts reference more than .NET:",
        from other in Parts.Contracts.GetReferencedAssemblies()
        where !other.Name!.StartsWith("System.", StringComparison.Ordinal)
        select other.Name);

    [Fact]
    public void services_see_the_bus_only_as_consumers() => Parts.None("A service uses the bus; it may only read ConsumeContext.Message, and tells through Tx.Publish:",
        from part in Parts.Services
        from use in Il.Uses(part.Assembly)
        where IsBus(use.Method) && use.Method.Name is not ("get_Message" or "get_CancellationToken")
        select $"{part}: {use.By.Name} uses {Name(use.Method)}");

    [Fact]
    public void only_the_relay_and_the_rebuild_send() => Parts.None($"Something besides {string.Join(" and ", MayTell)} puts a message on the bus:",
        from use in Il.Uses(Parts.ServiceDefaults)
        where IsBus(use.Method) && IsTelling(use.Method.Name) && !IsSetUp(use.Method) && !MayTell.Contains(use.By.Name)
        select $"{use.By.Name} uses {Name(use.Method)}");

    [Fact]
    public void business_time_is_the_platforms() => Parts.None("The real clock is read; take TimeProvider, or give the reason in RealTime of this test:",
        from use in RealTimeUses()
        where !RealTime.ContainsKey(use.By.Name)
        select $"{use.By.FullName} uses {Name(use.Method)}");

    [Fact]
    public void nobody_reads_local_time() => Parts.None("Time here is UTC or Asia/Shanghai, never that of the machine:",
        from assembly in Parts.All
        from use in Il.Uses(assembly)
        where use.Method.Name is "get_Now" or "get_Today" or "GetLocalNow" && (use.Method.DeclaringType == typeof(DateTime) || use.Method.DeclaringType == typeof(DateTimeOffset) || use.Method.DeclaringType == typeof(TimeProvider))
        select $"{use.By.FullName} uses {Name(use.Method)}");

    [Fact]
    public void reasons_for_the_real_clock_are_of_today() =>
        Parts.None("These no longer read the real clock; take them out of RealTime:", RealTime.Keys.Except(RealTimeUses().Select(use => use.By.Name)));

    private static IEnumerable<Use> RealTimeUses() =>
        from assembly in Parts.Running
        from use in Il.Uses(assembly)
        where (use.Method.Name == "get_UtcNow" && (use.Method.DeclaringType == typeof(DateTime) || use.Method.DeclaringType == typeof(DateTimeOffset)))
            || (use.Method.Name == "get_System" && use.Method.DeclaringType == typeof(TimeProvider))
        select use;

    private static bool IsBus(MethodBase method) =>
        method.DeclaringType?.Namespace is { } space && (space.StartsWith("MassTransit", StringComparison.Ordinal) || space.StartsWith("RabbitMQ", StringComparison.Ordinal));

    private static bool IsTelling(string name) => Telling.Any(verb => name.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>Configuration of what is published where, and the pipe of one message, put nothing on the bus.</summary>
    private static bool IsSetUp(MethodBase method) => method.DeclaringType!.Name.EndsWith("Configurator", StringComparison.Ordinal) || method.DeclaringType.Name == "IPipe`1";

    private static string Name(MethodBase method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
