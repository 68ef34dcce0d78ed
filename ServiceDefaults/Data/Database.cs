using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>The service's own PostgreSQL database, created and migrated at start.</summary>
internal static class Database
{
    public static void AddPlatformDatabase(this WebApplicationBuilder builder, string service)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new DateOnlyHandler());
        ValueTypes.Register();

        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(Prepared(ConnectionString(builder.Configuration, service))));
        builder.Services.AddSingleton<DatabaseReady>();
        builder.Services.AddHostedService<Migrations>();
        builder.Services.AddSingleton<WrittenTogether>();
        builder.Services.AddScoped<Tx>();
    }

    /// <summary>
    /// Statements that a connection runs again are prepared, unless the configuration says otherwise (behind a pooler that shares sessions: Max Auto Prepare=0).
    /// Locks and settings are a transaction's here (Migrations gives its session's lock back), so that no session is reset, which costs seven statements each time a connection is taken.
    /// </summary>
    private static string Prepared(string configured) =>
        (configured.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase) ? configured : configured + ";Max Auto Prepare=100;Auto Prepare Min Usages=3") + ";No Reset On Close=true";

    /// <summary>Connections that one process may hold.</summary>
    public static int PoolSize(IConfiguration configuration, string service) => new NpgsqlConnectionStringBuilder(ConnectionString(configuration, service)).MaxPoolSize;

    private static string ConnectionString(IConfiguration configuration, string service) =>
        configuration.GetConnectionString($"{service}db") ?? throw new InvalidOperationException($"ConnectionStrings:{service}db is not configured.");

    /// <summary>The database is gone, going, or a standby not yet promoted: worth waiting for, and no fault of the request or message.</summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException e => e.IsTransient,
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>Creates the database when it is missing, with the encoding and locale that Chinese search needs.</summary>
    public static async Task CreateIfMissingAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var name = settings.Database!;
        // The password is not in source.ConnectionString: open a connection that knows it, on the maintenance database.
        await using var probe = source.CreateConnection();
        await using var admin = probe.CloneWith(new NpgsqlConnectionStringBuilder(source.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await admin.OpenAsync(ct);
        if (await admin.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @name)", new { name }))
            return;
        try
        {
            await admin.ExecuteAsync($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" template template0 encoding 'UTF8' locale 'C.UTF-8'");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was faster.
        }
    }

    /// <summary>Dapper has no mapping of its own for date → DateOnly as a parameter.</summary>
    private sealed class DateOnlyHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateTime time ? DateOnly.FromDateTime(time) : (DateOnly)value;

        public override void SetValue(System.Data.IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = System.Data.DbType.Date;
            parameter.Value = value;
        }
    }
}
