using System.Text.Json;
using GovPlatform.Tests.Services;
using GovPlatform.Tests.Services.Intake;

namespace GovPlatform.Tests.Architecture;

/// <summary>Objects of packages (一件事) for <see cref="Samples"/>.</summary>
internal static class PackageSamples
{
    public static async Task<Dictionary<string, Sample>> OfAsync(WholePlatform platform, Dictionary<string, Sample> samples)
    {
        const string path = "/api/intake/v1/packages";
        var (draft, counter, done) = (await platform.Intake.OpenedAsync(), await platform.Intake.OpenedAsync(by: People.Clerk), await platform.Intake.SubmittedPackageAsync());
        await platform.Intake.RowAsync<int?>("update package_file set lead_department = @Department where id = @id", new { People.Department, id = IntakeHost.Id(done) });
        var code = done.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("fromStep").ValueKind == JsonValueKind.Null).GetProperty("code").GetString();
        Sample Of(JsonElement mine, JsonElement forStaff, string step, object? body = null) =>
            new($"{path}/{IntakeHost.Id(mine)}{step}", body, Draft: $"{path}/{IntakeHost.Id(draft)}{step}", ForStaff: $"{path}/{IntakeHost.Id(forStaff)}{step}") { Owner = IntakeHost.Citizen };
        samples[$"PUT {path}/{{id}}"] = Of(draft, counter, "", new { delivery = "counter" });
        samples[$"PUT {path}/{{id}}/materials/{{code}}"] = Of(draft, counter, $"/materials/{code}", IntakeHost.Pdf("other"));
        foreach (var step in new[] { "submit", "withdraw" })
            samples[$"POST {path}/{{id}}/{step}"] = Of(draft, counter, $"/{step}");
        samples[$"POST {path}/{{id}}/outside/{{step}}/done"] = Of(draft, counter, "/outside/seal/done");
        foreach (var step in new[] { "receive", "accept" })
            samples[$"POST {path}/{{id}}/{step}"] = Of(done, done, $"/{step}") with { Drafters = [] };
        samples[$"GET {path}/lead"] = new($"{path}/lead?limit=100", Trace: $"{IntakeHost.Id(done)}");
        samples[$"POST {path}/{{id}}/urge"] = new($"{path}/{IntakeHost.Id(done)}/urge", new { caseId = done.PartId("sole"), note = "请尽快办理" });
        samples[$"GET {path}"] = new($"{path}?limit=100", Trace: $"{IntakeHost.Id(done)}") { Owner = IntakeHost.Citizen };
        samples[$"GET {path}/{{id}}"] = Of(done, done, "");
        samples[$"GET {path}/{{id}}/timeline"] = Of(done, done, "/timeline");
        return samples;
    }

    public static async Task<Dictionary<string, Sample>> AnnouncedAsync(WholePlatform platform, Dictionary<string, Sample> samples)
    {
        var told = new Told();
        var matter = told.Accepted.Matter with { DepartmentCode = People.Department };
        await platform.Approval.DeliverAsync(new CaseAnnounced(Guid.CreateVersion7(), "n1", told.Accepted.At, matter, told.Account, Guid.NewGuid(), "YJS1", "开办便利店", ["营业执照"], CaseAnnounced.Waiting, 2));
        samples["GET /api/approval/v1/worklist/announced"] = new("/api/approval/v1/worklist/announced?limit=100", Trace: "YJS1");
        return samples;
    }
}
