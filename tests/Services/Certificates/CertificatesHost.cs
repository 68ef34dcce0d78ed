using GovPlatform.Certificates;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Certificates;

public sealed class CertificatesHost() : ServiceHost<VerificationView>("certificates")
{
    public const string Type = People.Department + "001";
    public const string SeveralType = People.Department + "002";

    protected override IEnumerable<(string Key, string Value)> Settings =>
        [("Certificates:SeveralPerHolder:0", SeveralType), ("Gov:PublicUrl", "https://gov.example")];

    private PersonalData Personal => Services.GetRequiredService<PersonalData>();

    /// <summary>A granted case of a person nobody else in the run is.</summary>
    internal DecisionMade Granted(Caller? who = null, string? holder = null, string? type = Type, int? years = 5, string outcome = "granted")
    {
        var told = new Told();
        return told.Decided with
        {
            Outcome = outcome,
            Matter = told.Matter with { LicenceType = type, LicenceName = type is null ? null : "食品经营许可证", LicenceValidYears = years },
            Applicant = told.Applicant with
            {
                AccountId = (who ?? People.Citizen).Id,
                NameSealed = Personal.Seal("张三丰"),
                IdNumberSealed = Personal.Seal(holder ?? NewHolder()),
            },
        };
    }

    internal static string NewHolder() => CitizenId.Synthetic("410497", Interlocked.Increment(ref holders)).Value;

    internal static Caller NewCitizen() => People.Citizen with { Id = Guid.CreateVersion7() };

    internal async Task<CertificateIssued> IssuedAsync(DecisionMade decision)
    {
        await DeliverAsync(decision);
        return Assert.Single(await Published<CertificateIssued>(), e => e.CaseId == decision.CaseId);
    }

    private static int holders;
}
