namespace GovPlatform.Intake;

/// <summary>How a case is followed by those who may see it.</summary>
internal static class FollowingRoutes
{
    /// <summary>What following and the counter's lists need.</summary>
    public static void AddFollowing(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new DuplicateWindow(builder.Configuration.GetValue("Intake:DuplicateDays", 30)));
        builder.Services.AddHostedService<FillApplicantKeys>();
        builder.Services.AddHostedService<SealGreenReasons>();
        builder.Services.AddSingleton<CaseStreams>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CaseStreams>());
    }

    public static void MapFollowing(this RouteGroupBuilder api)
    {
        api.MapGet("/duplicates", Duplicates.Handle).WithName("FindDuplicates").WithTags("Following").AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk);
        api.MapGet("/cases", ListMyCases.Handle).WithName("ListMyCases").WithTags("Following").AllowKinds(Kind.Citizen, Kind.Organisation);
        var cases = api.MapGroup("/cases/{id:guid}").WithTags("Following")
            .AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        cases.MapGet("", ReadCase.Handle).WithName("ReadCase");
        cases.MapGet("/progress", ReadProgress.Handle).WithName("ReadProgress");
        cases.MapGet("/events", StreamCase.Handle).WithName("StreamCase");
        cases.MapGet("/timeline", ReadTimeline.Handle).WithName("ReadTimeline");
        cases.MapGet("/materials/{code}", ReadMaterial.Handle).WithName("ReadMaterial");
        cases.MapGet("/materials/{code}/preview", ReadPreview.Handle).WithName("PreviewMaterial").Produces(StatusCodes.Status200OK, contentType: MediaTypes.Png);
        var leaders = api.MapGroup("").WithTags("Following").AllowRoles(Role.Approver, Role.Supervisor);
        leaders.MapPut("/cases/{id:guid}/follow", FollowCase.FollowAsync).WithName("FollowCase");
        leaders.MapDelete("/cases/{id:guid}/follow", FollowCase.UnfollowAsync).WithName("UnfollowCase");
        leaders.MapPut("/projects/{code}/follow", FollowCase.FollowProjectAsync).WithName("FollowProject");
        leaders.MapDelete("/projects/{code}/follow", FollowCase.UnfollowProjectAsync).WithName("UnfollowProject");
        leaders.MapGet("/followed/cases", FollowCase.CasesAsync).WithName("ListFollowedCases");
        leaders.MapGet("/followed/projects", FollowCase.ProjectsAsync).WithName("ListFollowedProjects");
    }
}
