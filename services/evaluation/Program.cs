using GovPlatform.Evaluation;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("evaluation");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));

var app = builder.Build();
app.MapServiceDefaults();

var api = app.MapGroup("/api/evaluation/v1");
api.MapInvitations();
api.MapRateService();
api.MapFigures();
app.Run();
