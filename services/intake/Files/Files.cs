using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>Materials as files: uploads in parts, what is kept of them, and what scans them.</summary>
internal static class FilesRoutes
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(FileSettings.From(builder.Configuration));
        builder.Services.AddSingleton<StoredFiles>();
        builder.Services.AddSingleton<AppendPart>();
        builder.Services.AddSingleton<ReadOnFile>();
        builder.Services.AddSingleton<Previews>();
        builder.AddNeighbour("certificates").WithServiceToken();
        JsonColumn.Register<LicenceOnFile>();
        builder.Services.AddHostedService<ForgetUploads>();
        builder.Services.AddHostedService<ScanFiles>();
        builder.Services.AddHostedService<SweepFiles>();
    }

    public static void MapFiles(this RouteGroupBuilder api)
    {
        var uploads = api.MapGroup("/uploads").WithTags("Files").AllowKinds(Kind.Citizen, Kind.Organisation).AllowRoles(Role.Clerk);
        uploads.MapPost("", BeginUpload.Handle).WithName("BeginUpload").WithIdempotency();
        uploads.MapGet("/{id:guid}", FollowUpload.ReadAsync).WithName("ReadUpload");
        uploads.MapMethods("/{id:guid}", [HttpMethods.Head], FollowUpload.ReadAsync).ExcludeFromDescription();
        uploads.MapPatch("/{id:guid}", AppendPart.Handle).WithName("AppendPart")
            .WithMetadata(new RequestSizeLimitAttribute(FileSettings.PartBytes)).Accepts<IFormFile>(AppendPart.ContentType);
        uploads.MapDelete("/{id:guid}", FollowUpload.DropAsync).WithName("DropUpload");
        var onFile = api.MapGroup("").WithTags("Files").AllowKinds(Kind.Citizen, Kind.Organisation);
        onFile.MapGet("/matters/{code}/on-file", ReadOnFile.OfMatterAsync).WithName("ReadOnFileForMatter");
        onFile.MapGet("/cases/{id:guid}/on-file", ReadOnFile.OfCaseAsync).WithName("ReadOnFile").AllowRoles(Role.Clerk);
        onFile.MapPost("/cases/{id:guid}/on-file", TakeOnFile.Handle).WithName("TakeOnFile").AllowRoles(Role.Clerk).AddEndpointFilter(TakeOnFile.AskFirst).WithIdempotency(required: false);
    }
}
