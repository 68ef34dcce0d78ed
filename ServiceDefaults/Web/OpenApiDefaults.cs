using Microsoft.AspNetCore.OpenApi;

namespace GovPlatform.ServiceDefaults;

/// <summary>How every service's OpenAPI 3.1 document is made; AddOpenApi itself is called in each service, else XML summaries are lost.</summary>
public static class OpenApiDefaults
{
    public static void Configure(OpenApiOptions options)
    {
    }
}
