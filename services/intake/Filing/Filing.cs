using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What an applicant does with a case before it is accepted; at the counter, a clerk does it for the applicant.</summary>
internal static class FilingRoutes
{
    public static void MapFiling(this RouteGroupBuilder api)
    {
        api.MapPrefill();
        var cases = api.MapGroup("/cases").WithTags("Filing").AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk);
        cases.MapPost("", CreateCase.Handle).WithName("CreateCase").AddEndpointFilter(CreateCase.AskFirst).AddEndpointFilter(WayOfDelivery.AskFirst).WithIdempotency(onlyAdds: true);
        cases.MapPut("/{id:guid}", ReviseCase.Handle).WithName("ReviseCase").AddEndpointFilter(WayOfDelivery.AskFirst);
        cases.MapPost("/{id:guid}/redirect", RedirectResult.Handle).WithName("RedirectResult").AddEndpointFilter(WayOfDelivery.AskFirst).WithIdempotency(required: false);
        cases.MapPut("/{id:guid}/materials/{code}", PutMaterial.Handle).WithName("PutMaterial")
            // Its own limit is configured, and counted while it is read.
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<IFormFile>(MediaTypes.Pdf, MediaTypes.Ofd, MediaTypes.Jpeg, MediaTypes.Png);
        cases.MapPut("/{id:guid}/materials/{code}/upload", HandUploadIn.Handle).WithName("HandUploadIn");
        cases.MapPost("/{id:guid}/submit", SubmitCase.Handle).WithName("SubmitCase").AddEndpointFilter(SubmitCase.AskFirst).WithIdempotency(required: false);
        cases.MapPost("/{id:guid}/resubmit", AnswerNotice.ResubmitAsync).WithName("ResubmitCase").WithIdempotency(required: false);
        cases.MapPost("/{id:guid}/refile", RefileCase.Handle).WithName("RefileCase").AddEndpointFilter(RefileCase.AskFirst).WithIdempotency();
        cases.MapPost("/{id:guid}/withdraw", WithdrawCase.Handle).WithName("WithdrawCase").WithIdempotency(required: false);
        cases.MapPost("/{id:guid}/supply", AnswerNotice.SupplyAsync).WithName("SupplyMaterials").WithIdempotency(required: false);
    }
}
