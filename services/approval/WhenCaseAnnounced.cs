using MassTransit;

namespace GovPlatform.Approval;

/// <summary>Keeps what is to come to the department; what is told late or twice changes nothing, and an end is kept so that nothing told before it comes back.</summary>
internal sealed class WhenCaseAnnounced(Tx tx, GovSettings settings) : IConsumer<CaseAnnounced>
{
    public Task Consume(ConsumeContext<CaseAnnounced> context)
    {
        var told = context.Message;
        return tx.ExecuteAsync("""
            insert into announced as known (
                region, case_id, case_number, department_code, matter, package_number, package_name, waits_for, status, version, told_at)
            values (
                @Region, @CaseId, @CaseNumber, @DepartmentCode, @Matter, @PackageNumber, @PackageName, @waitsFor, @Status, @Version, @At)
            on conflict (region, case_id) do update
            set waits_for = excluded.waits_for, status = excluded.status, version = excluded.version, told_at = excluded.told_at
            where known.version < excluded.version
            """, new
        {
            settings.Region, told.CaseId, told.CaseNumber, told.Matter.DepartmentCode, told.Matter, told.PackageNumber, told.PackageName,
            waitsFor = told.WaitsFor.ToArray(), told.Status, told.Version, told.At,
        });
    }
}
