using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>The seeded package of five departments, 开办便利店: one licence first, and what waits for it.</summary>
internal static class PackageSteps
{
    public const string Code = "open-convenience-store";
    public const string Answers = "form=a,agent=b,place=b,food=b,tobacco=a,fire=b,sign=a";
    public static readonly string[] Items = ["sole", "food", "tobacco", "firepromise", "sign", "tax"];

    public static async Task<JsonElement> PlanAsync(this IntakeHost host) =>
        await host.Catalogue.Anonymous().GetFromJsonAsync<JsonElement>(new Uri($"/api/matters/v1/packages/{Code}/plan?answers={Answers}", UriKind.Relative));

    public static async Task<object> NewPackageAsync(this IntakeHost host, string delivery = "counter", Guid? applicantId = null) =>
        new { packageCode = Code, answers = Answers, delivery, applicantId, form = Ops.FilledForm.Of((await host.PlanAsync()).GetProperty("form").GetProperty("schema")) };

    public static async Task<JsonElement> OpenedAsync(this IntakeHost host, string delivery = "counter", Caller? by = null)
    {
        by ??= IntakeHost.Citizen;
        using var answer = await host.As(by).SendAsync(IntakeHost.Post("/packages", await host.NewPackageAsync(delivery, by.IsStaff ? IntakeHost.Citizen.Id : null)));
        return await ReadAsync(answer);
    }

    public static async Task<JsonElement> CompletePackageAsync(this IntakeHost host, string delivery = "counter", Caller? by = null)
    {
        var package = await host.OpenedAsync(delivery, by);
        foreach (var material in package.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("fromStep").ValueKind == JsonValueKind.Null))
        {
            using var put = await host.PutPackageMaterialAsync(package, material.GetProperty("code").GetString()!, IntakeHost.Pdf(material.GetProperty("name").GetString()!), by);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }
        return await host.PackageAsync(package, by);
    }

    public static async Task<JsonElement> SubmittedPackageAsync(this IntakeHost host, string delivery = "counter") => await host.PackageStepAsync(await host.CompletePackageAsync(delivery), "submit");

    public static Task<HttpResponseMessage> PutPackageMaterialAsync(this IntakeHost host, JsonElement package, string code, byte[] content, Caller? by = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/packages/{IntakeHost.Id(package)}/materials/{code}") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return host.As(by ?? IntakeHost.Citizen).SendAsync(request);
    }

    public static async Task<JsonElement> PackageStepAsync(this IntakeHost host, JsonElement package, string step, object? body = null, Caller? by = null)
    {
        using var answer = await host.TryPackageAsync(await host.PackageAsync(package), step, body, by);
        return await ReadAsync(answer);
    }

    /// <summary>Moves the package that the caller has seen.</summary>
    public static Task<HttpResponseMessage> TryPackageAsync(this IntakeHost host, JsonElement seen, string step, object? body = null, Caller? by = null)
    {
        var request = IntakeHost.Post($"/packages/{IntakeHost.Id(seen)}/{step}", body);
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen.GetProperty("version").GetInt32()}\"");
        return host.As(by ?? IntakeHost.Citizen).SendAsync(request);
    }

    public static async Task<JsonElement> PackageAsync(this IntakeHost host, JsonElement package, Caller? by = null) =>
        await host.As(by ?? IntakeHost.Citizen).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/packages/{IntakeHost.Id(package)}", UriKind.Relative));

    public static JsonElement Part(this JsonElement package, string step) => package.GetProperty("cases").EnumerateArray().Single(part => part.GetProperty("step").GetString() == step);

    public static Guid PartId(this JsonElement package, string step) => IntakeHost.Id(package.Part(step));

    /// <summary>Moves one sub-case by its ordinary call.</summary>
    public static Task<JsonElement> PartStepAsync(this IntakeHost host, JsonElement package, string step, string move, object? body = null) => host.MoveAsync(People.Clerk, package.Part(step), move, body);

    /// <summary>What approval and certificates tell of an accepted sub-case, up to the result that is delivered by itself.</summary>
    public static async Task DecidedAsync(this IntakeHost host, JsonElement package, string step, string outcome)
    {
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == package.PartId(step));
        if (outcome == "granted" && told.Matter.LicenceType is not null)
            await host.DeliverAsync(new CertificateIssued(told.CaseId, told.CaseNumber, told.At, Guid.CreateVersion7(), $"1.2.156.3005.2.{told.CaseId:N}", "Z1", "营业执照", told.Applicant.AccountId, "code"));
        await host.DeliverAsync(new DecisionMade(told.CaseId, told.CaseNumber, told.At, outcome, "依据第三条", People.Approver.Id, told.Matter, told.Applicant, 2));
        await host.DeliverAsync(new ResultHandedOver(told.CaseId, told.CaseNumber, told.At, outcome, "依据第三条", null, 3));
    }

    /// <summary>Waits for what the platform does by itself.</summary>
    public static async Task<JsonElement> UntilAsync(this IntakeHost host, JsonElement package, Func<JsonElement, bool> reached)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            package = await host.PackageAsync(package);
            if (reached(package))
                return package;
            await Task.Delay(100);
        }
        throw new TimeoutException($"{package}");
    }

    public static async Task<IReadOnlyList<T>> RowsAsync<T>(this IntakeHost host, string sql, object? args = null)
    {
        await using var db = await host.Database.OpenConnectionAsync();
        return (await db.QueryAsync<T>(sql, args)).AsList();
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
