using GovPlatform.Tests.Services.Intake;

namespace GovPlatform.Tests.Architecture;

/// <summary>Materials and uploads of intake, for <see cref="Samples"/>.</summary>
internal static class FileSamples
{
    public static async Task<Dictionary<string, Sample>> OfAsync(WholePlatform platform, Dictionary<string, Sample> samples)
    {
        const string path = "/api/intake/v1/uploads";
        using var owner = platform.Intake.As(GovPlatform.Tests.Services.People.Citizen);
        var (kept, dropped) = ((await owner.BegunAsync(Uploading.Pdf())).GetProperty("id"), (await owner.BegunAsync(Uploading.Pdf())).GetProperty("id"));
        var handed = samples["PUT /api/intake/v1/cases/{id}/materials/{code}"];
        using var citizen = platform.Intake.As(IntakeHost.Citizen);
        var done = (await citizen.UploadedAsync(Uploading.Pdf())).GetProperty("id").GetGuid();
        Sample Filing(string path, object body) => handed with { Path = handed.Path + path, Draft = handed.Draft + path, ForStaff = handed.ForStaff + path, Body = body };
        string CaseOf(string? path) => path![..path!.IndexOf("/materials/", StringComparison.Ordinal)];
        Sample OfCase(string step, object? body = null) =>
            handed with { Path = CaseOf(handed.Path) + step, Draft = CaseOf(handed.Draft) + step, ForStaff = CaseOf(handed.ForStaff) + step, Body = body };
        return new()
        {
            ["GET /api/intake/v1/cases/{id}/on-file"] = OfCase("/on-file"),
            ["POST /api/intake/v1/cases/{id}/on-file"] = OfCase("/on-file", new { materials = new[] { new { code = handed.Path.Split('/')[^1], reference = new string('a', 64) } } }),
            ["PUT /api/intake/v1/cases/{id}/materials/{code}/upload"] = Filing("/upload", new { uploadId = done }),
            [$"GET {path}/{{id}}"] = new($"{path}/{kept}"),
            [$"HEAD {path}/{{id}}"] = new($"{path}/{kept}"),
            [$"PATCH {path}/{{id}}"] = new($"{path}/{kept}", new ReadOnlyMemory<byte>([1])),
            [$"DELETE {path}/{{id}}"] = new($"{path}/{dropped}"),
        };
    }
}
