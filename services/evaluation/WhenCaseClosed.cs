using MassTransit;

namespace GovPlatform.Evaluation;

/// <summary>A service is done: its applicant is invited, once for each service of a case.</summary>
internal sealed class WhenCaseClosed(Tx tx) : IConsumer<CaseClosed>
{
    public Task Consume(ConsumeContext<CaseClosed> context)
    {
        var e = context.Message;
        return tx.ExecuteAsync("""
            insert into invitation (id, case_id, case_number, service_number, account_id, matter_code, matter_name, department_code, department_name, invited_at, version)
            values (@id, @CaseId, @CaseNumber, @ServiceNumber, @AccountId, @Code, @Name, @DepartmentCode, @DepartmentName, @At, 1)
            on conflict (case_id, service_number) do nothing
            """, new
        {
            id = Guid.CreateVersion7(), e.CaseId, e.CaseNumber, e.ServiceNumber, e.AccountId, e.At,
            e.Matter.Code, e.Matter.Name, e.Matter.DepartmentCode, e.Matter.DepartmentName,
        });
    }
}
