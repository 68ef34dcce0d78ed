namespace GovPlatform.Intake;

/// <summary>Who may take what at which desk, and where papers are (就近办理、委托授权、首问负责).</summary>
internal static class DeskRoutes
{
    public static void MapDesks(this RouteGroupBuilder api)
    {
        var desks = api.MapGroup("").WithTags("Desks");
        desks.MapPost("/delegations", KeepDelegations.AddAsync).WithName("AddDelegation").AllowRoles(Role.CatalogueEditor, Role.Admin).WithIdempotency();
        desks.MapGet("/delegations", KeepDelegations.ListAsync).WithName("ListDelegations").AllowKinds(Kind.Staff);
        desks.MapDelete("/delegations/{id:guid}", KeepDelegations.RevokeAsync).WithName("RevokeDelegation").AllowRoles(Role.CatalogueEditor, Role.Admin);
        desks.MapPost("/competences", KeepCompetences.AddAsync).WithName("AddCompetence").AllowRoles(Role.Admin).WithIdempotency();
        desks.MapGet("/competences", KeepCompetences.ListAsync).WithName("ListCompetences").AllowRoles(Role.Clerk, Role.Supervisor, Role.Admin);
        desks.MapDelete("/competences/{id:guid}", KeepCompetences.RevokeAsync).WithName("RevokeCompetence").AllowRoles(Role.Admin);
    }
}
