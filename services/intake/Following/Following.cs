namespace GovPlatform.Intake;

/// <summary>How a case is followed by those who may see it.</summary>
internal static class FollowingRoutes
{
    public static void MapFollowing(this RouteGroupBuilder api)
    {
        api.MapGet("/cases", ListMyCases.Handle).WithName("ListMyCases").WithTags("Following").AllowKinds(Kind.Citizen, Kind.Organisation);
        var cases = api.MapGroup("/cases/{id:guid}").WithTags("Following")
            .AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        cases.MapGet("", ReadCase.Handle).WithName("ReadCase");
        cases.MapGet("/timeline", ReadTimeline.Handle).WithName("ReadTimeline");
        cases.MapGet("/materials/{code}", ReadMaterial.Handle).WithName("ReadMaterial");
    }
}
