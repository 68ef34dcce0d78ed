using MassTransit;

namespace GovPlatform.Certificates;

/// <summary>A case is granted: its licence is issued in the same transaction (同步制发), once for each case.</summary>
internal sealed class WhenDecisionMade(Tx tx, PersonalData personal, IConfiguration configuration, TimeProvider time) : IConsumer<DecisionMade>
{
    public async Task Consume(ConsumeContext<DecisionMade> context)
    {
        var decision = context.Message;
        if (decision is not { Outcome: "granted", Matter.LicenceType: { } type }
            || await tx.ScalarAsync<bool>("select exists (select from certificate where case_id = @CaseId)", new { decision.CaseId }))
            return;

        var severalAllowed = configuration.GetSection("Certificates:SeveralPerHolder").Get<string[]>()?.Contains(type) == true;
        var holder = personal.SearchKey($"{decision.Applicant.IdTypeCode}:{personal.Open(decision.Applicant.IdNumberSealed)}");
        var before = severalAllowed ? null : await SupersedeAsync(holder, type);
        var renewed = before?.IssuerCode == decision.Matter.DepartmentCode ? before : null;
        var serial = renewed is null ? await NextSerialAsync(decision) : 0;
        var issued = Certificate.Issue(decision, holder, serial, renewed, severalAllowed, time.GetUtcNow().UtcDateTime);

        await SaveAsync(issued);
        tx.Audit("issue", "certificate", issued.Id.ToString(), new { licenceId = issued.LicenceId, issued.CaseNumber, supersedes = before?.Id });
        tx.Publish(issued.Told());
    }

    /// <summary>One valid instance for each holder and type: the one before gives way. Two at once meet in the index, and the later is tried again.</summary>
    private Task<Certificate?> SupersedeAsync(string holder, string type) => tx.FindAsync<Certificate>($"""
        update certificate
        set status = 'superseded', version = version + 1
        where holder_search = @holder
          and licence_type = @type
          and instance = ''
          and status = 'valid'
        returning {Certificate.Columns}
        """, new { holder, type });

    private Task<int> NextSerialAsync(DecisionMade decision) => tx.ScalarAsync<int>("""
        insert into licence_serial as s (issuer_code, licence_type, year, last)
        values (@DepartmentCode, @LicenceType, @Year, 1)
        on conflict (issuer_code, licence_type, year) do update
        set last = s.last + 1
        returning last
        """, new { decision.Matter.DepartmentCode, decision.Matter.LicenceType, ChinaTime.Date(decision.At).Year });

    private Task<int> SaveAsync(Certificate issued) => tx.ExecuteAsync($"""
        insert into certificate ({Certificate.Columns})
        values (
            @Id, @CaseId, @CaseNumber, @MatterCode, @MatterName, @LicenceId, @LicenceType, @LicenceName, @LicenceNumber, @IssuerCode, @IssuerName,
            @AccountId, @HolderKind, @HolderNameSealed, @HolderIdType, @HolderIdSealed, @HolderSearch, @Instance,
            @IssuedOn, @ValidUntil, @IssuedAt, @Status, @VerificationCode, @Version)
        """, issued);
}
