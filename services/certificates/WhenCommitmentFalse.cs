using MassTransit;

namespace GovPlatform.Certificates;

/// <summary>撤销: a licence that was granted on a false commitment is revoked, whether or not it has been heard of yet.</summary>
internal sealed class WhenCommitmentFalse(Tx tx) : IConsumer<CommitmentFalse>
{
    public async Task Consume(ConsumeContext<CommitmentFalse> context)
    {
        var told = context.Message;
        if (told.Matter.LicenceType is null)
            return;
        if (await tx.FindAsync<Guid?>("select id from certificate where case_id = @CaseId for update", new { told.CaseId }) is not { } id)
            throw new NotYetException($"the decision on {told.CaseId} has not been heard of");
        var revoked = await tx.ExecuteAsync("update certificate set status = 'revoked', version = version + 1 where id = @id and status <> 'revoked'", new { id });
        if (revoked == 1)
            tx.Audit("revoke", "certificate", id.ToString(), new { told.CaseNumber });
    }
}
