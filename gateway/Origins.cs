namespace GovPlatform.Gateway;

/// <summary>Which other web sites may call from a browser (Gateway:CorsOrigins); none unless configured.</summary>
internal static class Origins
{
    public static void AddOrigins(this WebApplicationBuilder builder)
    {
        var origins = builder.Configuration.GetSection("Gateway:CorsOrigins").Get<string[]>() ?? [];
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "Accept-Language", "Idempotency-Key", "If-Match", "If-None-Match", "Purpose", Correlation.Header)
            .WithExposedHeaders("ETag", "Link", "Location", "Retry-After", Correlation.Header)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }
}
