using GovPlatform.Supervision;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("supervision");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.AddWorkingDays();
builder.Services.AddHostedService<WatchDeadlines>();
// Only a rebuild asks neighbours: for their event logs.
foreach (var producer in Watching.Producers)
    builder.AddNeighbour(producer).WithServiceToken();

var app = builder.Build();
app.MapServiceDefaults();

var api = app.MapGroup("/api/supervision/v1");
api.MapCaseList();
api.MapReadCase();
api.MapFigures();
api.MapIrregularities();
app.MapRebuild("watched_case, figure, irregularity", Watching.Producers);
app.Run();
