using GovPlatform.Certificates;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("certificates");
builder.AddDocuments();
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));

var app = builder.Build();
app.MapServiceDefaults();
app.MapTellHeldLicences();

var api = app.MapGroup("/api/certificates/v1");
api.MapListCertificates();
api.MapReadCertificate();
api.MapPrintCertificate();
api.MapVerifyCertificate();
api.MapStaffReads();
app.Run();
