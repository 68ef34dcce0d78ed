using GovPlatform.Gateway;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebDefaults("gateway");
builder.AddNeighbour("identity");
builder.AddRequestSize();
builder.AddRates();
builder.AddOrigins();
builder.Services.AddHealthChecks().AddCheck<IdentityAnswers>("identity", timeout: TimeSpan.FromSeconds(5));
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddConfigFilter<ServiceAddresses>();

var app = builder.Build();
app.UsePlatformProblems();
app.UseCorrelation();
app.UseSecurityHeaders();
app.UseRequestSize();
app.UseRouting();
app.UseCors();
app.UseAuthentication();
app.UseEarlyRefusal();
app.UseRateLimiter();
app.UseAuthorization();
app.MapPlatformHealth();
app.MapHealth();
app.MapDocs();
app.MapReverseProxy(proxy =>
{
    proxy.UseOutages();
    proxy.UseOtherReplicas();
    proxy.UseLoadBalancing();
    proxy.UsePassiveHealthChecks();
}).AllowAnonymous();
app.Run();
