using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>Keeps what the counter was not allowed, or had to be allowed to do.</summary>
internal sealed class WhenIrregularityFound(Tx tx) : IConsumer<IrregularityFound>
{
    public Task Consume(ConsumeContext<IrregularityFound> context)
    {
        var e = context.Message;
        return tx.ExecuteAsync("""
            insert into irregularity (id, case_id, case_number, at, rule, detail, by_account, refused, matter_name, department_code)
            values (@id, @CaseId, @CaseNumber, @At, @Rule, @Detail, @By, @Refused, @MatterName, @DepartmentCode)
            """, new { id = Guid.CreateVersion7(), e.CaseId, e.CaseNumber, e.At, e.Rule, e.Detail, e.By, e.Refused, e.MatterName, e.DepartmentCode });
    }
}
