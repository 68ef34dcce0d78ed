using GovPlatform.Intake;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("intake");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.AddWorkingDays();
builder.AddDocuments();
builder.AddNeighbour("matters");
builder.AddNeighbour("identity").AddHttpMessageHandler<ServiceTokenHandler>();
builder.Services.AddScoped<FreshReads>();
JsonColumn.Register<MatterRef>();
JsonColumn.Register<ApplicantRef>();
JsonColumn.Register<PrintReceipt.Received[]>();

var app = builder.Build();
app.MapServiceDefaults();
var api = app.MapGroup("/api/intake/v1");
api.MapFiling();
api.MapCounter();
api.MapFollowing();
api.MapStaffReads();
app.Run();
