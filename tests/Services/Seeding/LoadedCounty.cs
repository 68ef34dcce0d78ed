using Dapper;
using GovPlatform.Approval;
using GovPlatform.Evaluation;
using GovPlatform.Intake;
using GovPlatform.Notifications;
using GovPlatform.Ops;
using GovPlatform.Tests.Services.Certificates;
using GovPlatform.Tests.Services.Identity;
using GovPlatform.Tests.Services.Matters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GovPlatform.Tests.Services.Seeding;

/// <summary>A county whose services have made their tables and their first people and matters, and into which 2,000 cases have been loaded.</summary>
public sealed class LoadedCounty : IAsyncLifetime
{
    public const int Cases = 2000;

    private readonly IdentityHost identity = new();
    private readonly SeededMatters matters = new();
    private readonly ApprovalTablesHost approval = new();
    private readonly CertificatesHost certificates = new();
    private readonly EvaluationTablesHost evaluation = new();
    private readonly NotificationTablesHost notifications = new();
    private readonly SupervisionTablesHost supervision = new();

    public IntakeTablesHost Intake { get; } = new();

    internal SeedDatabases Databases { get; private set; } = null!;

    internal StringWriter Said { get; } = new();

    internal PersonalData Personal => Intake.Services.GetRequiredService<PersonalData>();

    public async Task InitializeAsync()
    {
        await Task.WhenAll(identity.InitializeAsync(), matters.InitializeAsync(), Intake.InitializeAsync(), approval.InitializeAsync());
        await Task.WhenAll(certificates.InitializeAsync(), evaluation.InitializeAsync(), notifications.InitializeAsync(), supervision.InitializeAsync());
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:identitydb"] = identity.DatabaseConnection,
            ["ConnectionStrings:mattersdb"] = matters.DatabaseConnection,
            ["ConnectionStrings:intakedb"] = Intake.DatabaseConnection,
            ["ConnectionStrings:approvaldb"] = approval.DatabaseConnection,
            ["ConnectionStrings:certificatesdb"] = certificates.DatabaseConnection,
            ["ConnectionStrings:evaluationdb"] = evaluation.DatabaseConnection,
            ["ConnectionStrings:notificationsdb"] = notifications.DatabaseConnection,
            ["ConnectionStrings:supervisiondb"] = supervision.DatabaseConnection,
            ["Gov:Region"] = TestIssuer.Region,
            ["Gov:DataKey"] = "test-data-key-test-data-key-test-data-key",
            ["Gov:DataFolder"] = TestServers.FilesOf(Intake.DatabaseConnection),
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        };
        Databases = new SeedDatabases(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        await Seed.LoadAsync(Databases, Cases, Said);
    }

    public async Task DisposeAsync()
    {
        await Databases.DisposeAsync();
        await identity.DisposeAsync();
        await matters.DisposeAsync();
        await Intake.DisposeAsync();
        await approval.DisposeAsync();
        await certificates.DisposeAsync();
        await evaluation.DisposeAsync();
        await notifications.DisposeAsync();
        await supervision.DisposeAsync();
    }

    internal async Task<List<T>> QueryAsync<T>(string service, string sql, object? args = null)
    {
        await using var db = await Databases.OpenAsync(service);
        return (await db.QueryAsync<T>(sql, args)).AsList();
    }

    internal async Task<T> OneAsync<T>(string service, string sql) => (await QueryAsync<T>(service, sql)).Single();
}

public sealed class IntakeTablesHost() : ServiceHost<NewCase>("intake")
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("services:matters:http:0", "http://matters"), ("services:identity:http:0", "http://identity"), ("Gov:Seed", "true")];
}

public sealed class ApprovalTablesHost() : ServiceHost<GrantApprovalRequest>("approval");

public sealed class EvaluationTablesHost() : ServiceHost<RateServiceRequest>("evaluation");

public sealed class NotificationTablesHost() : ServiceHost<NewWebhook>("notifications");

public sealed class SupervisionTablesHost() : ServiceHost<GovPlatform.Supervision.CaseView>("supervision");
