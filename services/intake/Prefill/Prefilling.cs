namespace GovPlatform.Intake;

/// <summary>预填: forms begin with what the platform knows of the applicant, if the applicant agrees. Nothing here is for staff.</summary>
internal static class PrefillRoutes
{
    public static void MapPrefill(this RouteGroupBuilder api)
    {
        var own = api.MapGroup("").WithTags("Prefill").AllowKinds(Kind.Citizen, Kind.Organisation);
        own.MapGet("/matters/{code}/prefill", PrefillForm.Handle).WithName("PrefillForm");
        own.MapGet("/me/consents/prefill", PrefillConsent.ReadAsync).WithName("ReadPrefillConsent");
        own.MapPut("/me/consents/prefill", PrefillConsent.PutAsync).WithName("PutPrefillConsent");
    }
}
