using Npgsql;

namespace GovPlatform.Matters;

/// <summary>The blank form of a material and its sample: the file that an editor uploaded, else for the application form what the matter's own fields make.</summary>
internal static class ReadBlankForm
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        var material = matters.MapGroup("/matters/{code}/materials/{serial:int}");
        material.MapGet("/blank-form", BlankAsync).WithName("ReadBlankForm").AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").Produces(StatusCodes.Status202Accepted).Produces(StatusCodes.Status302Found)
            .WithSummary("The blank form of a material: the uploaded file by redirection, or printed from the matter's form");
        material.MapGet("/sample", SampleAsync).WithName("ReadSample").AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").Produces(StatusCodes.Status202Accepted).Produces(StatusCodes.Status302Found)
            .WithSummary("The sample of a material: the uploaded file by redirection, or the matter's form filled with fictitious values");
    }

    /// <summary>Where a guide finds it; null where there is none.</summary>
    public static string? BlankAddress(Matter matter, MaterialItem material) => Address(matter, material, material.BlankFormFile, "blank-form");

    public static string? SampleAddress(Matter matter, MaterialItem material) => Address(matter, material, material.SampleFile, "sample");

    private static string? Address(Matter matter, MaterialItem material, string? file, string what) =>
        file is null && !PaperForm.Is(matter.Content, material) ? null : $"/api/matters/v1/matters/{matter.Code}/materials/{material.Serial}/{what}";

    private static Task<IResult> BlankAsync(string code, int serial, NpgsqlDataSource source, Documents documents, HttpContext http, CancellationToken ct) =>
        AnswerAsync(code, serial, filled: false, source, documents, http, ct);

    private static Task<IResult> SampleAsync(string code, int serial, NpgsqlDataSource source, Documents documents, HttpContext http, CancellationToken ct) =>
        AnswerAsync(code, serial, filled: true, source, documents, http, ct);

    private static async Task<IResult> AnswerAsync(string code, int serial, bool filled, NpgsqlDataSource source, Documents documents, HttpContext http, CancellationToken ct)
    {
        if (await PrintGuide.CurrentAsync(source, code, ct) is not { } matter || matter.Content.Materials.FirstOrDefault(material => material.Serial == serial) is not { } material)
            return Problem.NotFound();
        if ((filled ? material.SampleFile : material.BlankFormFile) is { } digest)
            return TypedResults.Redirect($"/api/matters/v1/files/{digest}");
        if (!PaperForm.Is(matter.Content, material))
            return Problems.NoForm();
        var what = filled ? "样例" : "空表";
        return await PrintGuide.AnswerAsync(
            documents, $"{(filled ? "sample" : "blank")}/{PrintGuide.Key(matter)}/{serial}", $"{material.Name}（{what}）.pdf", () => FormPage.Html(matter.Content, material, filled), http);
    }
}
