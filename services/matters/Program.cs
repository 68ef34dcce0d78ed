using GovPlatform.Matters;
using GovPlatform.Matters.Calendar;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("matters");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.Services.AddHostedService<SeedCatalogue>();
builder.Services.AddHostedService<KeepDays>();
builder.AddNavigation();

var app = builder.Build();
app.MapServiceDefaults();
var v1 = app.MapGroup("/api/matters/v1");
ListMatters.Map(v1);
ReadMatter.Map(v1);
ReadFlow.Map(v1);
DraftMatter.Map(v1);
ReviseDraft.Map(v1);
ListVersions.Map(v1);
ReadChanges.Map(v1);
PublishMatter.Map(v1);
ChangeStatus.Map(v1);
ImportMatters.Map(v1);
KeepFormFields.Map(v1);
ReadCalendar.Map(v1);
ImportCalendar.Map(v1);
Navigation.Map(v1);
app.Run();
