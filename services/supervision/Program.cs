var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("supervision");
builder.Services.AddValidation();
builder.Services.AddOpenApi(OpenApiDefaults.Configure);

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
