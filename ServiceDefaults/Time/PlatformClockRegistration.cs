using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>Puts the platform's clock where TimeProvider is asked for.</summary>
internal static class PlatformClockRegistration
{
    /// <summary>Longer than identity keeps a question open.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void AddPlatformClock(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<PlatformClock>();
        builder.Services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PlatformClock>());
        var settings = AuthSettings.From(builder.Configuration, builder.Environment);
        if (!builder.Environment.IsDevelopment() || settings.IdentityUrls.Count == 0 || settings.Service == "identity")
            return;
        // Not a neighbour: a question kept open is not a slow answer, and has no place in its breaker and retries.
        builder.Services.AddHttpClient(PlatformClockFollower.ClientName, client => client.Timeout = Patience).RemoveAllLoggers();
        builder.Services.AddHostedService<PlatformClockFollower>();
    }
}
