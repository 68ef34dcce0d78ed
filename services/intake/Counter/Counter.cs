namespace GovPlatform.Intake;

/// <summary>What clerks of the county's counters do with a case (一窗受理、统一出件).</summary>
internal static class CounterRoutes
{
    public static void MapCounter(this RouteGroupBuilder api)
    {
        var counter = api.MapGroup("").WithTags("Counter").AllowRoles(Role.Clerk);
        counter.MapGet("/counter/queue", CounterQueue.Handle).WithName("CounterQueue");
        counter.MapGet("/counter/search", SearchCases.Handle).WithName("SearchCases");
        counter.MapPost("/counter/batch", BatchAtCounter.Handle).WithName("BatchAtCounter");
        counter.MapPost("/cases/{id:guid}/claim", ClaimCase.TakeAsync).WithName("ClaimCase");
        counter.MapPost("/cases/{id:guid}/release", ClaimCase.ReleaseAsync).WithName("ReleaseCase");
        counter.MapPost("/cases/{id:guid}/pre-review", ReviewCase.PassAsync).WithName("PreReviewCase").WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/return", ReviewCase.ReturnAsync).WithName("ReturnCase").WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/correct", CorrectCase.Handle).WithName("CorrectCase").WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/hand-in-again", HandInAgain.Handle).WithName("HandInAgain").WithIdempotency(required: false);
        api.MapPost("/cases/{id:guid}/allow-second-notice", AllowSecondNotice.Handle).WithName("AllowSecondNotice").WithTags("Counter").AllowRoles(Role.Supervisor).WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/receive", ReceiveCase.Handle).WithName("ReceiveCase").AddEndpointFilter(ReceivingDesk.AskFirst).WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/request-supplement", RequestSupplement.Handle).WithName("RequestSupplement").WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/accept", AcceptCase.Handle).WithName("AcceptCase").AddEndpointFilter(LicencesThere.AskFirst).WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/refuse", RefuseCase.Handle).WithName("RefuseCase").WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/take-in", TakeResultIn.Handle).WithName("TakeResultIn").AddEndpointFilter(ClerkDesks.KnowFirst).WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/post", PostResult.Handle).WithName("PostResult").AddEndpointFilter(ClerkDesks.KnowFirst).WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/parcel-returned", ReturnParcel.Handle).WithName("ReturnParcel").AddEndpointFilter(ClerkDesks.KnowFirst).WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/call-back", CallBack.Handle).WithName("CallBack").AddEndpointFilter(CallBack.AskFirst).WithIdempotency(required: false);
        counter.MapPost("/cases/{id:guid}/deliver", DeliverResult.Handle).WithName("DeliverResult").AddEndpointFilter(ClerkDesks.KnowFirst).WithIdempotency(required: false);
    }
}
