using System.Net;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

public sealed class Checking_originals(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task who_saw_which_originals_and_when_is_kept_and_shown()
    {
        var file = await host.ReceivedAsync();
        var (first, second, third) = (Code(file, 0), Code(file, 1), Code(file, 2));
        var seen = await host.MoveAsync(People.Clerk, file, "check-originals", Seen((first, "matches"), (second, "differs")));
        Assert.Equal(file.GetProperty("version").GetInt32() + 1, seen.GetProperty("version").GetInt32());
        Assert.Equal(("matches", People.Clerk.Id), (Found(seen, first).GetProperty("originalCheck").GetString(), Found(seen, first).GetProperty("originalCheckedBy").GetGuid()));
        Assert.Equal(host.Clock.GetUtcNow().UtcDateTime, Found(seen, first).GetProperty("originalCheckedAt").GetDateTime());
        Assert.Equal("differs", Found(await host.ReadAsync(IntakeHost.Citizen, file), second).GetProperty("originalCheck").GetString());
        Assert.Equal(JsonValueKind.Null, Found(seen, third).GetProperty("originalCheck").ValueKind);
        var note = await host.RowAsync<string>("select note from timeline where case_id = @id and action = 'check-originals'", new { id = IntakeHost.Id(file) });
        Assert.Contains("与原件一致", note);
        Assert.Contains("与原件不符", note);
        // A later look counts.
        var again = await host.MoveAsync(People.SecondClerk, seen, "check-originals", Seen((second, "matches")));
        Assert.Equal(("matches", People.SecondClerk.Id), (Found(again, second).GetProperty("originalCheck").GetString(), Found(again, second).GetProperty("originalCheckedBy").GetGuid()));
    }

    [Fact]
    public async Task other_content_has_to_be_looked_at_again()
    {
        var file = await host.ReceivedAsync();
        var code = Code(file, 0);
        var seen = await host.MoveAsync(People.Clerk, file, "check-originals", Seen((code, "differs")));
        var asked = await host.MoveAsync(People.Clerk, seen, "request-supplement", new { materialCodes = new[] { code }, note = "请提交与原件一致的扫描件" });
        using var put = await host.PutAsync(IntakeHost.Citizen, asked, code, IntakeHost.Pdf("as the original"), ifMatch: "*");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(JsonValueKind.Null, Found(await host.ReadAsync(People.Clerk, file), code).GetProperty("originalCheck").ValueKind);
    }

    [Fact]
    public async Task what_is_not_listed_not_there_stale_or_over_is_refused_and_nothing_is_noted()
    {
        var atCounter = await host.PostAsync(People.Clerk, "/cases", new { matterCode = host.MatterCode, applicantId = IntakeHost.Citizen.Id, form = host.Form });
        using (await host.PutAsync(People.Clerk, atCounter, Code(atCounter, 0), IntakeHost.Pdf("there")))
        {
        }
        await RefusedAsync(atCounter, 422, "material-unknown", (Code(atCounter, 0), "matches"), ("no such code", "matches"));
        await RefusedAsync(atCounter, 422, "nothing-to-compare", (Code(atCounter, 0), "matches"), (Code(atCounter, 1), "matches"));
        using var stale = await host.TryAsync(People.Clerk, atCounter, "check-originals", Seen((Code(atCounter, 0), "matches")), "\"99\"");
        await Filing_a_case.ProblemAsync(stale, 412, "stale");
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from case_material where case_id = @id and original_check is not null", new { id = IntakeHost.Id(atCounter) }));
        var withdrawn = await host.MoveAsync(IntakeHost.Citizen, await host.SubmittedAsync(), "withdraw");
        await RefusedAsync(withdrawn, 409, "case-state", (Code(withdrawn, 0), "matches"));
    }

    private async Task RefusedAsync(JsonElement file, int status, string problem, params (string Code, string Result)[] seen)
    {
        using var answer = await host.TryAsync(People.Clerk, file, "check-originals", Seen(seen));
        await Filing_a_case.ProblemAsync(answer, status, problem);
    }

    private static object Seen(params (string Code, string Result)[] seen) => new { materials = seen.Select(one => new { code = one.Code, result = one.Result }) };

    private static string Code(JsonElement file, int n) => file.GetProperty("materials")[n].GetProperty("code").GetString()!;

    private static JsonElement Found(JsonElement file, string code) => file.GetProperty("materials").EnumerateArray().Single(m => m.GetProperty("code").GetString() == code);
}
