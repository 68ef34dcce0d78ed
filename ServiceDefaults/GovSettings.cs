using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>What county this process serves: the Gov section of the configuration.</summary>
/// <param name="Service">Name of the service, as in the AppHost.</param>
/// <param name="Region">县级 region code, GB/T 2260, 6 digits; first in the keys of tables that grow for ever.</param>
/// <param name="County">Name of the county, as printed.</param>
/// <param name="PublicUrl">Address of the gateway as people see it, without a trailing slash; the issuer of tokens.</param>
/// <param name="DataFolder">Folder of the content-addressed store.</param>
/// <param name="Seed">True where seed data may be loaded into an empty database; never in Production.</param>
public sealed record GovSettings(string Service, string Region, string County, string PublicUrl, string DataFolder, bool Seed)
{
    public static GovSettings From(IConfiguration configuration, IHostEnvironment environment, string service)
    {
        var gov = configuration.GetSection("Gov");
        var data = gov["DataFolder"] ?? Path.Combine(environment.ContentRootPath, ".data", "files");
        return new(service, gov["Region"] ?? "410497", gov["County"] ?? "平澜县",
            (gov["PublicUrl"] ?? "http://localhost:8080").TrimEnd('/'), data,
            gov.GetValue("Seed", environment.IsDevelopment()) && !environment.IsProduction());
    }
}
