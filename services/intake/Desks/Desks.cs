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
        desks.MapPut("/clerks/{accountId:guid}/desk", KeepClerkDesks.PutAsync).WithName("SeatClerk").AllowRoles(Role.Admin).AddEndpointFilter(KeepClerkDesks.AskFirst);
        desks.MapGet("/clerks/{accountId:guid}/desk", KeepClerkDesks.ReadAsync).WithName("ReadClerkDesk").AllowRoles(Role.Clerk, Role.Supervisor, Role.Admin);
        desks.MapPost("/cases/{id:guid}/green-channel", GreenChannel.RequestAsync).WithName("RequestGreenChannel").AllowRoles(Role.Clerk).WithIdempotency(required: false);
        desks.MapPost("/cases/{id:guid}/green-channel/answer", GreenChannel.AnswerAsync).WithName("AnswerGreenChannel").AllowRoles(Role.Supervisor, Role.Approver).WithIdempotency(required: false);
        desks.MapGet("/counter/green", GreenChannel.ListAsync).WithName("ListGreenCases").AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        MapPapers(desks);
        MapFirstAsked(desks);
    }

    private static void MapPapers(RouteGroupBuilder desks)
    {
        var papers = desks.MapGroup("/paper-transfers").AllowRoles(Role.Clerk, Role.Approver).AddEndpointFilter(ClerkDesks.KnowFirst);
        papers.MapPost("", SendPapers.Handle).WithName("SendPapers").AddEndpointFilter(SendPapers.AskFirst).WithIdempotency();
        papers.MapPost("/{id:guid}/receive", SignForPapers.Handle).WithName("SignForPapers").AddEndpointFilter(SignForPapers.AskFirst).WithIdempotency(required: false);
        papers.MapGet("/waiting", ListTransfers.WaitingAsync).WithName("ListWaitingPapers");
        papers.MapGet("/sent", ListTransfers.SentAsync).WithName("ListSentPapers");
        var cases = desks.MapGroup("/cases/{id:guid}").AllowKinds(Kind.Citizen, Kind.Organisation);
        cases.MapGet("/papers", ListTransfers.OfCaseAsync).WithName("ReadPapers").AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        cases.MapGet("/originals", PostedOriginals.OfCaseAsync).WithName("ReadOriginals").AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        cases.MapPost("/originals", PostedOriginals.AnnounceAsync).WithName("AnnounceOriginal").AllowRoles(Role.Clerk).WithIdempotency();
        var originals = desks.MapGroup("").AllowRoles(Role.Clerk);
        originals.MapPost("/cases/{id:guid}/check-originals", CheckOriginals.Handle).WithName("CheckOriginals").WithIdempotency(required: false);
        originals.MapGet("/counter/originals", PostedOriginals.ListAsync).WithName("ListOriginals");
        originals.MapPost("/originals/{id:guid}/arrived", PostedOriginals.ArriveAsync).WithName("OriginalArrived").WithIdempotency(required: false);
        originals.MapPost("/originals/{id:guid}/checked", PostedOriginals.CheckAsync).WithName("OriginalChecked").WithIdempotency(required: false);
        originals.MapPost("/originals/{id:guid}/returned", PostedOriginals.ReturnAsync).WithName("OriginalReturned").WithIdempotency(required: false);
    }

    private static void MapFirstAsked(RouteGroupBuilder desks)
    {
        var asked = desks.MapGroup("/first-asked").AddEndpointFilter(ClerkDesks.KnowFirst);
        asked.MapPost("", FirstAsked.OpenAsync).WithName("OpenEnquiry").AllowRoles(Role.Clerk).WithIdempotency();
        asked.MapGet("", ListEnquiries.Handle).WithName("ListEnquiries").AllowRoles(Role.Clerk, Role.Approver);
        asked.MapPost("/{id:guid}/hand-on", FirstAsked.HandOnAsync).WithName("HandOnEnquiry").AllowRoles(Role.Clerk, Role.Approver).AddEndpointFilter(FirstAsked.AskFirst).WithIdempotency(required: false);
        asked.MapPost("/{id:guid}/take-over", FirstAsked.TakeOverAsync).WithName("TakeOverEnquiry").AllowRoles(Role.Clerk, Role.Approver).WithIdempotency(required: false);
        asked.MapPost("/{id:guid}/close", FirstAsked.CloseAsync).WithName("CloseEnquiry").AllowRoles(Role.Clerk, Role.Approver).WithIdempotency(required: false);
    }
}
