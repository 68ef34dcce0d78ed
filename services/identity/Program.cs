using GovPlatform.Identity;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("identity");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.Services.AddSingleton<SigningKeys>();
builder.Services.AddSingleton(Discovery.OwnKeys);
builder.Services.AddScoped<IssueToken>();
builder.Services.AddScoped<SeedPeople>();
builder.Services.AddHostedService<RotateSigningKeys>();
builder.Services.AddHostedService<PrepareDirectory>();
builder.AddDevelopment();

var app = builder.Build();
app.MapServiceDefaults();
app.MapDiscovery();
IssueToken.Map(app);
app.MapTellApplicant();

var api = app.MapGroup("/api/identity/v1");
api.MapMe();
api.MapDepartments();
api.MapStaff();
api.MapLookUpPerson();
api.MapRegisterPerson();
api.MapStaffReads();
RotateSigningKeys.Map(api);
app.MapDevelopment(api);
app.Run();
