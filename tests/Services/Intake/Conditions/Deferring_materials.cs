using System.Net;
using System.Text.Json;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;
using static GovPlatform.Tests.Services.Intake.Conditions.ConditionCases;

namespace GovPlatform.Tests.Services.Intake.Conditions;

/// <summary>容缺受理: kept, broken, and refused.</summary>
public sealed class Deferring_materials(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task what_comes_later_is_signed_for_accepted_by_its_day_and_told_when_it_is_there()
    {
        var received = await host.ReceivedLackingAsync();
        var late = LateCode(await host.CodeAsync(Deferrable));
        using var incomplete = await host.TryAsync(People.Clerk, received, "accept");
        await Filing_a_case.ProblemAsync(incomplete, 422, "materials-missing");
        var offered = await host.MoveAsync(People.Clerk, received, "defer", new { materialCodes = new[] { late }, days = 3 });
        var waiting = Assert.Single(await host.Published<LetterOffered>(), e => e.CaseId == IntakeHost.Id(received));
        Assert.Equal((IntakeHost.Citizen.Id, "deferral", 3), (waiting.AccountId, waiting.Kind, waiting.Days));
        using var unsigned = await host.TryAsync(People.Clerk, offered, "accept");
        await Filing_a_case.ProblemAsync(unsigned, 422, "deferral-not-signed");
        using var other = await host.TryAsync(IntakeHost.Citizen, offered, "defer/sign", new { digest = new string('a', 64) });
        await Filing_a_case.ProblemAsync(other, 422, "other-text");
        using var stranger = await host.TryAsync(People.Stranger, offered, "defer/sign", await host.SignatureAsync(offered));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        var signed = await host.MoveAsync(IntakeHost.Citizen, offered, "defer/sign", await host.SignatureAsync(offered));
        using var twice = await host.TryAsync(IntakeHost.Citizen, signed, "defer/sign", await host.SignatureAsync(signed));
        await Filing_a_case.ProblemAsync(twice, 409, "signed-already");
        var letter = await host.LetterAsync(signed);
        Assert.Equal((IntakeHost.Citizen.Id, IntakeHost.Citizen.Assurance, false), (letter.GetProperty("signedBy").GetGuid(), letter.GetProperty("assurance").GetInt32(), letter.GetProperty("onPaper").GetBoolean()));

        var accepted = await host.MoveAsync(People.Clerk, signed, "accept");
        var due = new WorkingDays().Add(ChinaTime.Date(host.Clock.GetUtcNow().UtcDateTime), 3);
        Assert.Equal(("deferred", $"{due:yyyy-MM-dd}"), (accepted.GetProperty("mode").GetString(), accepted.GetProperty("deferralDue").GetString()));
        var told = Assert.Single(await host.Published<CaseAccepted>(), e => e.CaseId == IntakeHost.Id(accepted));
        Assert.Equal(("deferred", due), (told.Mode, told.DeferralDue!.Value));
        Assert.True(Assert.Single(told.Materials, m => m.Code == late) is { Deferred: true, Required: true, Sha256: null });

        // Brought to the counter, twice; another content does not take its place.
        for (var copy = 0; copy < 2; copy++)
            Assert.True((await host.PutAsync(People.Clerk, accepted, late, IntakeHost.Pdf("late"))).IsSuccessStatusCode);
        using var replaced = await host.PutAsync(IntakeHost.Citizen, accepted, late, IntakeHost.Pdf("other"), ifMatch: "*");
        await Filing_a_case.ProblemAsync(replaced, 409, "case-state");
        Assert.NotNull(Assert.Single(Assert.Single(await host.Published<DeferredSupplied>(), e => e.CaseId == told.CaseId).Materials, m => m.Code == late).Sha256);
        Assert.Equal(JsonValueKind.Null, (await host.ReadAsync(People.Clerk, accepted)).GetProperty("deferralDue").ValueKind);
    }

    /// <summary>In a package the transaction goes on with the next sub-case, whatever comes of this one.</summary>
    [Fact]
    public async Task that_it_may_be_accepted_with_what_comes_later_is_not_noted_before_it_is()
    {
        var offered = await host.MoveAsync(People.Clerk, await host.ReceivedLackingAsync(), "defer", new { materialCodes = new[] { LateCode(await host.CodeAsync(Deferrable)) } });
        var signed = await host.MoveAsync(IntakeHost.Citizen, offered, "defer/sign", await host.SignatureAsync(offered));
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var tx = scope.ServiceProvider.GetRequiredService<Tx>();
            var file = (await tx.FindAtCounterAsync(IntakeHost.Id(signed)))!;
            var (accepted, materials, no) = await tx.AcceptUnderConditionsAsync(file.Accept(new(), host.Clock.Now)!, new());
            Assert.True(no is null && accepted.DeferralDue is not null && materials.Any(m => m.Deferred));
            await tx.CommitAsync();
        }
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from case_material where case_id = @id and deferred", new { id = IntakeHost.Id(signed) }));
    }

    [Fact]
    public async Task what_is_not_supplied_in_time_ends_the_case_and_excludes_until_it_is_repaired()
    {
        var accepted = await host.DeferredAsync();
        host.Clock.Advance(TimeSpan.FromDays(20));
        await UntilEndIsAskedAsync(accepted);
        Assert.Equal("deferral-not-kept", Assert.Single(await host.Published<EndRequested>(), e => e.CaseId == IntakeHost.Id(accepted)).Reason);
        using var late = await host.PutAsync(IntakeHost.Citizen, accepted, LateCode(await host.CodeAsync(Deferrable)), IntakeHost.Pdf("late"));
        await Filing_a_case.ProblemAsync(late, 409, "case-state");
        var told = Assert.Single(await host.Published<CaseAccepted>(), e => e.CaseId == IntakeHost.Id(accepted));
        await host.DeliverAsync(new ApprovalEnded(told.CaseId, told.CaseNumber, told.At, "deferral-not-kept", told.Matter, told.Applicant.AccountId, 2));
        Assert.Equal("ended", (await host.ReadAsync(People.Clerk, accepted)).GetProperty("status").GetString());

        var breach = Assert.Single((await host.ItemsAsync(IntakeHost.Citizen, "/me/breaches")).EnumerateArray(), b => b.GetProperty("caseId").GetGuid() == told.CaseId).GetProperty("id").GetGuid();
        var received = await host.ReceivedLackingAsync();
        using var refused = await host.TryAsync(People.Clerk, received, "defer", Later(await host.CodeAsync(Deferrable)));
        await Filing_a_case.ProblemAsync(refused, 409, "breach-not-repaired");
        Assert.Equal(HttpStatusCode.NoContent, (await host.RepairAsync(breach)).StatusCode);
        using var again = await host.RepairAsync(breach);
        await Filing_a_case.ProblemAsync(again, 409, "repaired-already");
        await host.MoveAsync(People.Clerk, received, "defer", Later(await host.CodeAsync(Deferrable)));
        var shown = await host.ItemsAsync(People.Clerk, $"/breaches?applicant={IntakeHost.Citizen.Id}", "核对容缺资格");
        Assert.Contains(shown.EnumerateArray(), b => b.GetProperty("id").GetGuid() == breach && b.GetProperty("repairNote").GetString() is not null);
    }

    [Fact]
    public async Task only_what_the_list_lets_and_what_is_missing_comes_later_and_inside_the_promise()
    {
        var received = await host.ReceivedLackingAsync();
        var there = Code(received.GetProperty("materials")[0]);
        var code = await host.CodeAsync(Deferrable);
        using var listed = await host.TryAsync(People.Clerk, received, "defer", new { materialCodes = new[] { LateCode(code), there } });
        var problem = await Filing_a_case.ProblemAsync(listed, 422, "not-deferrable");
        Assert.Equal(there, problem.GetProperty("errors").GetProperty("/materialCodes/1")[0].GetString());
        using var tooLong = await host.TryAsync(People.Clerk, received, "defer", new { materialCodes = new[] { LateCode(code) }, days = 9 });
        await Filing_a_case.ProblemAsync(tooLong, 422, "deferral-too-long");
        using var nothing = await host.TryAsync(IntakeHost.Citizen, received, "defer/sign", new { digest = new string('a', 64) });
        await Filing_a_case.ProblemAsync(nothing, 409, "no-letter");
        var submitted = await host.MoveAsync(IntakeHost.Citizen, await host.FiledAsync(IntakeHost.Citizen, Deferrable), "submit");
        using var early = await host.TryAsync(People.Clerk, submitted, "defer", Later(code));
        await Filing_a_case.ProblemAsync(early, 409, "case-state");
    }

    [Fact]
    public async Task at_the_counter_the_scan_of_the_signed_letter_comes_first()
    {
        var offered = await host.MoveAsync(People.Clerk, await host.ReceivedLackingAsync(), "defer", Later(await host.CodeAsync(Deferrable)));
        using var unscanned = await host.TryAsync(People.Clerk, offered, "defer/sign", await host.SignatureAsync(offered));
        await Filing_a_case.ProblemAsync(unscanned, 422, "scan-missing");
        Assert.True((await host.PutAsync(People.Clerk, offered, "letter-deferral", IntakeHost.Pdf("signed"))).IsSuccessStatusCode);
        (await host.TryAsync(People.Clerk, offered, "claim")).EnsureSuccessStatusCode().Dispose();
        using var held = await host.TryAsync(People.SecondClerk, offered, "defer/sign", await host.SignatureAsync(offered));
        await Filing_a_case.ProblemAsync(held, 409, "claimed-by-another");
        var signed = await host.MoveAsync(People.Clerk, offered, "defer/sign", await host.SignatureAsync(offered));
        Assert.True((await host.LetterAsync(signed)).GetProperty("onPaper").GetBoolean());
        Assert.Equal("deferred", (await host.MoveAsync(People.Clerk, signed, "accept")).GetProperty("mode").GetString());
    }

    private async Task UntilEndIsAskedAsync(JsonElement file)
    {
        for (var attempt = 0; (await host.ReadAsync(People.Clerk, file)).GetProperty("endRequested").ValueKind == JsonValueKind.Null; attempt++)
        {
            Assert.True(attempt < 400, "nobody asked for the end");
            await Task.Delay(100);
        }
    }
}
