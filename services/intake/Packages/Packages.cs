using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>一件事一次办: several matters applied for, followed and closed as one.</summary>
internal static class PackageRoutes
{
    public static void AddPackages(this IServiceCollection services)
    {
        services.AddScoped<FreshPackage>();
        services.AddScoped<PackageSettling>();
        services.AddSingleton<PackageForms>();
        services.AddSingleton<PackageViews>();
        services.AddHostedService<SettlePackages>();
        JsonColumn.Register<PackagePlan>();
        JsonColumn.Register<LateCase[]>();
    }

    public static void MapPackages(this RouteGroupBuilder api)
    {
        var filing = api.MapGroup("/packages").WithTags("Packages").AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk);
        filing.MapPost("", OpenPackage.Handle).WithName("OpenPackage").AddEndpointFilter(OpenPackage.AskFirst).AddEndpointFilter(WayOfDelivery.AskFirst).WithIdempotency();
        filing.MapPut("/{id:guid}", RevisePackage.Handle).WithName("RevisePackage").AddEndpointFilter(WayOfDelivery.AskFirst);
        filing.MapPut("/{id:guid}/materials/{code}", PutPackageMaterial.Handle).WithName("PutPackageMaterial")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<IFormFile>("application/pdf", "image/jpeg", "image/png");
        filing.MapPost("/{id:guid}/submit", SubmitPackage.Handle).WithName("SubmitPackage").AddEndpointFilter(FreshPackage.AskAgain).WithIdempotency(required: false);
        filing.MapPost("/{id:guid}/withdraw", WithdrawPackage.Handle).WithName("WithdrawPackage").WithIdempotency(required: false);
        filing.MapPost("/{id:guid}/outside/{step}/done", MarkOutsideStep.Handle).WithName("MarkOutsideStep").WithIdempotency(required: false);

        var counter = api.MapGroup("/packages/{id:guid}").WithTags("Packages").AllowRoles(Role.Clerk);
        counter.MapPost("/receive", CounterPackage.ReceiveAsync).WithName("ReceivePackage").AddEndpointFilter(ReceivingDesk.AskFirst).WithIdempotency(required: false);
        counter.MapPost("/accept", CounterPackage.AcceptAsync).WithName("AcceptPackage").AddEndpointFilter(LicencesThere.AskFirst).WithIdempotency(required: false);

        var lead = api.MapGroup("/packages").WithTags("Packages").AllowRoles(Role.Approver);
        lead.MapGet("/lead", ListPackages.LeadAsync).WithName("ListLeadPackages");
        lead.MapPost("/{id:guid}/urge", UrgeCase.Handle).WithName("UrgeCase").WithIdempotency(required: false);

        api.MapGet("/packages", ListPackages.MineAsync).WithName("ListMyPackages").WithTags("Packages").AllowKinds(Kind.Citizen, Kind.Organisation);
        var reading = api.MapGroup("/packages/{id:guid}").WithTags("Packages")
            .AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        reading.MapGet("", ReadPackage.Handle).WithName("ReadPackage");
        reading.MapGet("/timeline", ReadPackageTimeline.Handle).WithName("ReadPackageTimeline");
    }
}
