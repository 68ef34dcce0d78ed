namespace GovPlatform.Tests.Unit;

public sealed class Readers_table
{
    [Fact]
    public void every_event_of_contracts_has_an_entry()
    {
        var events = typeof(IEvent).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IEvent)));
        Assert.Empty(events.Except(Readers.Table.Keys));
    }
}
