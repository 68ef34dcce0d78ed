using System.Reflection;
using System.Text.RegularExpressions;
using MassTransit;

namespace GovPlatform.Tests.Architecture;

/// <summary>The table of readers and the READMEs, held against the consumers and the publications in the code.</summary>
public sealed partial class Events_and_their_readers
{
    [Fact]
    public void the_table_of_readers_is_what_the_services_consume()
    {
        var table = Readers.Table.SelectMany(row => row.Value.Select(queue => $"{row.Key.Name} → {queue}")).ToHashSet();
        var code = Parts.Services.SelectMany(part => Consumed(part).Select(read => $"{read.Event.Name} → {read.Queue}")).ToHashSet();
        Parts.None("In Readers.Table, but no consumer has that queue:", table.Except(code).Order());
        Parts.None("Consumed, but not in Readers.Table, so nobody declares the queue before the first event:", code.Except(table).Order());
    }

    [Fact]
    public void consumers_are_sealed_and_named_after_what_they_hear() => Parts.None("A consumer is sealed and named When{Event}:",
        from part in Parts.Services
        from read in Consumed(part)
        where !read.Consumer.IsSealed || read.Consumer.Name != $"When{read.Event.Name}"
        select $"{read.Consumer.FullName} hears {read.Event.Name}");

    [Theory, MemberData(nameof(Parts.Names), MemberType = typeof(Parts))]
    public void the_readme_names_the_events_of_the_service(string service)
    {
        var part = Parts.Services.Single(p => p.Name == service);
        var known = Readers.Table.Keys.Select(type => type.Name).ToHashSet();
        var written = part.Readme.Split('\n').Where(line => line.StartsWith('|')).SelectMany(line => Quoted().Matches(line)).Select(match => match.Groups[1].Value).Where(known.Contains).ToHashSet();
        var real = Consumed(part).Select(read => read.Event.Name).Concat(Told(part)).ToHashSet();
        Parts.None($"services/{service}/README.md does not name in its table of events:", real.Except(written));
        Parts.None($"services/{service}/README.md names events that the service neither hears nor tells:", written.Except(real));
    }

    [Fact]
    public void every_event_is_told_by_somebody() =>
        Parts.None("Nobody tells:", Readers.Table.Keys.Select(type => type.Name).Except(Parts.Services.SelectMany(Told)));

    private static IEnumerable<string> Told(Part part) =>
        from use in Il.Uses(part.Assembly)
        where use.Method is MethodInfo { Name: nameof(Tx.Publish), IsGenericMethod: true } && use.Method.DeclaringType == typeof(Tx)
        from @event in Closed(use.Method.GetGenericArguments()[0], part)
        select @event.Name;

    /// <summary>Where a generic method of the service tells, what it tells is any event that the service makes.</summary>
    private static IEnumerable<Type> Closed(Type told, Part part) =>
        !told.IsGenericParameter ? [told] : Il.Uses(part.Assembly).Where(use => use.Method is ConstructorInfo && Readers.Table.ContainsKey(use.Method.DeclaringType!)).Select(use => use.Method.DeclaringType!);

    /// <summary>The consumers of a service, with the queues that MassTransit gives them; those of ServiceDefaults where the table says that the service reads.</summary>
    private static IEnumerable<(Type Event, string Queue, Type Consumer)> Consumed(Part part)
    {
        var names = new KebabCaseEndpointNameFormatter(part.Name, includeNamespace: false);
        return
            from consumer in part.Assembly.GetTypes().Concat(UsesCalendar(part) ? [typeof(WhenCalendarPublished)] : [])
            where consumer is { IsClass: true, IsAbstract: false }
            from heard in consumer.GetInterfaces()
            where heard.IsGenericType && heard.GetGenericTypeDefinition() == typeof(IConsumer<>)
            select (heard.GetGenericArguments()[0], Queue(names, consumer), consumer);
    }

    private static string Queue(IEndpointNameFormatter names, Type consumer) =>
        (string)typeof(IEndpointNameFormatter).GetMethod(nameof(IEndpointNameFormatter.Consumer))!.MakeGenericMethod(consumer).Invoke(names, null)!;

    private static bool UsesCalendar(Part part) => Il.Uses(part.Assembly).Any(use => use.Method.Name == "AddWorkingDays");

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Quoted();
}
