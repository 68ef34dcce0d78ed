namespace GovPlatform.Identity;

/// <summary>What exists in Development only: signing in by picking a person, and moving the clock.</summary>
internal static class Development
{
    public static void AddDevelopment(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            return;
        builder.Services.AddSingleton<OwnClock>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OwnClock>());
    }

    public static void MapDevelopment(this WebApplication app, RouteGroupBuilder api)
    {
        if (!app.Environment.IsDevelopment())
            return;
        app.MapAuthorize();
        app.MapFollowClock();
        api.MapClock();
    }
}
