using GovPlatform.Appointments;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("appointments");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.AddWorkingDays();
builder.Services.AddHostedService<OpenSlots>();

var app = builder.Build();
app.MapServiceDefaults();

var api = app.MapGroup("/api/appointments/v1");
api.MapHalls();
api.MapAddHall();
api.MapBookSlot();
api.MapBookings();
api.MapCancelBooking();
app.Run();
