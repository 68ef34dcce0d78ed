using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>What every service of the platform starts with.</summary>
public static class ServiceDefaultsExtensions
{
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
    }

    public static void MapServiceDefaults(this WebApplication app) =>
        app.MapGet("/health/live", () => "ok");
}
