namespace GovPlatform.Intake;

/// <summary>容缺受理 and 告知承诺: what is accepted or granted on a promise, and what becomes of it.</summary>
internal static class ConditionsRoutes
{
    public static void MapConditions(this RouteGroupBuilder api)
    {
        var conditions = api.MapGroup("").WithTags("Conditions");
        conditions.MapPost("/cases/{id:guid}/defer", DeferMaterials.Handle).WithName("DeferMaterials").AllowRoles(Role.Clerk).WithIdempotency(required: false);
        conditions.MapPost("/cases/{id:guid}/defer/sign", SignLetter.DeferralAsync).WithName("SignDeferral")
            .AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk).WithIdempotency(required: false);
        conditions.MapPost("/cases/{id:guid}/commitment", SignLetter.CommitmentAsync).WithName("SignCommitment")
            .AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk).WithIdempotency(required: false);
        conditions.MapGet("/cases/{id:guid}/letters", ReadLetters.Handle).WithName("ReadLetters")
            .AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        conditions.MapGet("/commitment-checks", ListChecks.Handle).WithName("ListCommitmentChecks").AllowRoles(Role.Approver, Role.Supervisor);
        conditions.MapPost("/commitment-checks/{caseId:guid}", CheckCommitment.Handle).WithName("CheckCommitment").AllowRoles(Role.Approver).WithIdempotency(required: false);
        conditions.MapGet("/me/breaches", ListBreaches.MineAsync).WithName("ListMyBreaches").AllowKinds(Kind.Citizen, Kind.Organisation);
        conditions.MapGet("/breaches", ListBreaches.OfApplicantAsync).WithName("ListBreaches").AllowRoles(Role.Clerk, Role.Supervisor);
        conditions.MapPost("/breaches/{id:guid}/repair", RepairBreach.Handle).WithName("RepairBreach").AllowRoles(Role.Supervisor).WithIdempotency(required: false);
    }
}
