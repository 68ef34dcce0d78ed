using Microsoft.AspNetCore.OutputCaching;

namespace GovPlatform.Matters;

/// <summary>Keeps guides as they were answered for a second, in bounded memory: the same to every caller, so that a guide many ask for costs its database one read a second.</summary>
internal sealed class GuideCache : IOutputCachePolicy
{
    private const long MostBytes = 32 * 1024 * 1024;
    private const long LongestAnswer = 256 * 1024;

    // How late a change is seen that another replica, an import or a date makes, or this one while the guide is being read.
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    public static GuideCache Policy { get; } = new();

    public static void Add(IServiceCollection services) => services.AddOutputCache(cache => (cache.SizeLimit, cache.MaximumBodySize) = (MostBytes, LongestAnswer));

    /// <summary>Before authentication: a guide is told to anybody.</summary>
    public static void Use(WebApplication app)
    {
        app.UseOutputCache();
        app.Use(async (http, next) =>
        {
            await next();
            if (!HttpMethods.IsGet(http.Request.Method) && http.Response.StatusCode < StatusCodes.Status300MultipleChoices && http.Request.RouteValues["code"] is string code)
                await http.RequestServices.GetRequiredService<IOutputCacheStore>().EvictByTagAsync(code, default);
        });
    }

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (true, true, true, true);
        context.ResponseExpirationTimeSpan = Life;
        context.CacheVaryByRules.VaryByHost = false;
        // Other members of a query and other spellings of the answers change nothing, and would fill the memory.
        context.CacheVaryByRules.QueryKeys = default;
        context.CacheVaryByRules.VaryByValues["answers"] = Answers.Spelt(context.HttpContext.Request.Query["answers"]);
        if (context.HttpContext.Request.RouteValues["code"] is string code)
            context.Tags.Add(code);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage = context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}
