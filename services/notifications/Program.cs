using GovPlatform.Notifications;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.Services.AddScoped<Telling>();
builder.AddWebhooks();

var app = builder.Build();
app.MapServiceDefaults();

var api = app.MapGroup("/api/notifications/v1");
api.MapMessages();
api.MapWebhooks();
if (app.Environment.IsDevelopment()) api.MapDevelopmentSms();
app.Run();
