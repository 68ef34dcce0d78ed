using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>The written documents of a case: listed, read as PDF, verified by whoever holds one; and the seals on them.</summary>
internal static class PrintingRoutes
{
    public static void AddPrinting(this WebApplicationBuilder builder)
    {
        builder.AddDocuments();
        builder.Services.AddSingleton<DocumentWriter>();
        JsonColumn.Register<OpeningPapers.Received[]>();
    }

    public static void MapPrinting(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id:guid}").WithTags("Documents")
            .AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk, Role.Approver, Role.Supervisor);
        cases.MapGet("/documents", ListDocuments.Handle).WithName("ListDocuments");
        cases.MapGet("/documents/{documentId:guid}", ReadDocument.Handle).WithName("ReadDocument").Produces(200, contentType: "application/pdf").Produces(202);
        cases.MapGet("/receipt", ReadDocument.ReceiptAsync).WithName("PrintReceipt").Produces(200, contentType: "application/pdf").Produces(202);
        api.MapGet("/verify", VerifyDocument.Handle).WithName("VerifyDocument").WithTags("Documents").AllowAnonymous();
        api.MapPut("/seals/{departmentCode}", PutSeal.Handle).WithName("PutSeal").WithTags("Documents").AllowRoles(Role.Admin)
            .WithMetadata(new RequestSizeLimitAttribute(PutSeal.MostBytes + 1024)).Accepts<IFormFile>("image/png");
    }
}
