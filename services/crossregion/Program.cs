using GovPlatform.CrossRegion;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("crossregion");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.Services.AddSingleton<OwnKey>();
builder.Services.AddHostedService<ForgetNonces>();
builder.Services.AddHttpClient(PingPartner.Client, client =>
    {
        client.Timeout = TimeSpan.FromSeconds(5);
        client.MaxResponseContentBufferSize = 64 * 1024;
    })
    .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    .RemoveAllLoggers();

var app = builder.Build();
app.MapServiceDefaults();
app.MapPartnerSide();

var api = app.MapGroup("/api/crossregion/v1");
api.MapPartners();
api.MapPingPartner();
app.Run();
