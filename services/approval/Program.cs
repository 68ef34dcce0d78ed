using GovPlatform.Approval;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("approval");
builder.Services.AddValidation();
builder.Services.AddOpenApi(options => OpenApiDefaults.Configure(options));
builder.AddWorkingDays();
JsonColumn.Register<MatterRef>();
JsonColumn.Register<ApplicantRef>();
JsonColumn.Register<IReadOnlyList<MaterialRef>>();
JsonColumn.Register<IReadOnlyList<RuleOutcome>>();

var app = builder.Build();
app.MapServiceDefaults();

var api = app.MapGroup("/api/approval/v1");
api.MapWorklist();
api.MapAnnounced();
api.MapReadApproval();
api.MapClaimApproval();
api.MapReleaseApproval();
api.MapSendBack();
api.MapGrantApproval();
api.MapDenyApproval();
api.MapHandOverResult();
api.MapReadDecision();
api.MapStaffReads();
app.Run();
