using MassTransit;

namespace GovPlatform.Matters;

/// <summary>Counts what people really apply for, by matter and day; the inbox lets each acceptance in once.</summary>
internal sealed class WhenCaseAccepted(Tx tx) : IConsumer<CaseAccepted>
{
    public Task Consume(ConsumeContext<CaseAccepted> context) => tx.ExecuteAsync(
        """
        insert into matter_use as known (region, day, code, count)
        values (substr(@Code, 3, 6), @AcceptedOn, @Code, 1)
        on conflict (region, day, code) do update
        set count = known.count + 1
        """, new { context.Message.Matter.Code, context.Message.AcceptedOn });
}
