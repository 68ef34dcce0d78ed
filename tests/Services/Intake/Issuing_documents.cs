using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Every step that owes the applicant a paper issues it.</summary>
public sealed class Issuing_documents(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task a_case_that_goes_well_leaves_its_papers_from_receipt_to_delivery()
    {
        var accepted = await host.AcceptedAsync();
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == IntakeHost.Id(accepted));
        await host.DeliverAsync(new CertificateIssued(told.CaseId, told.CaseNumber, told.At, Guid.CreateVersion7(), $"1.2.156.3005.2.{told.CaseId:N}", "JY1", "许可证", told.Applicant.AccountId, "code"));
        await host.DeliverAsync(new ResultHandedOver(told.CaseId, told.CaseNumber, told.At, "granted", "符合法定条件", null, 3));
        var ready = await host.MoveAsync(People.Clerk, await host.ReadAsync(People.Clerk, accepted), "take-in");
        await host.MoveAsync(People.Clerk, ready, "deliver");

        Assert.Equal(["receipt", "acceptance", "hand-over", "delivery"], (await ListAsync(accepted)).Select(d => d.Kind));
        await SaysAsync(accepted, "receipt", accepted.GetProperty("materials")[0].GetProperty("sha256").GetString()![..16], "第三十二条");
        Assert.Equal(accepted.GetProperty("receiptNumber").GetString(), (await ListAsync(accepted))[0].Number);
        await SaysAsync(accepted, "acceptance", "第三十二条第一款第五项", "自2026年", told.PromisedDue.Chinese(), "第八十二条", "第四十五条");
        await SaysAsync(ready, "hand-over", "移交人（签名）", "接收人", "clerk");
        await SaysAsync(ready, "delivery", "直接送达（窗口领取）", "签名", $"1.2.156.3005.2.{told.CaseId:N}");
    }

    [Fact]
    public async Task an_electronic_result_is_handed_over_and_delivered_on_paper_too()
    {
        var accepted = await host.AcceptedAsync("electronic");
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == IntakeHost.Id(accepted));
        await host.DeliverAsync(new ResultHandedOver(told.CaseId, told.CaseNumber, told.At, "denied", "不符合条件", null, 3));
        Assert.Equal(["receipt", "acceptance", "hand-over", "delivery"], (await ListAsync(accepted)).Select(d => d.Kind));
        await SaysAsync(accepted, "delivery", "电子送达", "不予决定书");
    }

    [Fact]
    public async Task a_notice_names_everything_and_the_day_and_lapsing_refers_to_it()
    {
        var submitted = await host.SubmittedAsync();
        var code = submitted.GetProperty("materials")[0].GetProperty("code").GetString()!;
        var returned = await host.MoveAsync(People.Clerk, submitted, "return", new { materialCodes = new[] { code }, note = "照片<模糊>\n请换一张" });
        await SaysAsync(returned, "supplement-notice", submitted.GetProperty("materials")[0].GetProperty("name").GetString()!, "照片<模糊>", "第三十二条第一款第四项", "网上预审", "前（含当日）");

        host.Clock.Advance(TimeSpan.FromDays(30));
        await UntilIssuedAsync(returned, "lapse");
        await SaysAsync(returned, "lapse", (await ListAsync(returned))[0].Number, "退回申请材料", "行政复议", "行政诉讼");
    }

    [Fact]
    public async Task acceptance_by_law_says_so()
    {
        var submitted = await host.SubmittedAsync();
        var day = ChinaTime.Date(host.Clock.Now);
        host.Clock.Advance(TimeSpan.FromDays(15));
        await UntilIssuedAsync(submitted, "acceptance");
        await SaysAsync(submitted, "acceptance", "逾期不告知", $"自{day.Chinese()}收到申请材料之日起五个工作日内", "即为受理");
    }

    [Fact]
    public async Task a_refusal_has_reasons_remedies_and_whose_competence_it_is()
    {
        var received = await host.ReceivedAsync();
        await host.MoveAsync(People.Clerk, received, "refuse", new { code = "not-our-competence", reason = "由市级办理", competentAuthority = "市卫生健康委员会" });
        await SaysAsync(received, "refusal", "由市级办理", "第三十二条第一款第二项", "请向市卫生健康委员会提出申请", "申请行政复议", "提起行政诉讼");
    }

    [Fact]
    public async Task a_withdrawal_and_an_end_are_written_and_a_draft_leaves_nothing()
    {
        var draft = await host.DraftAsync();
        await host.MoveAsync(IntakeHost.Citizen, draft, "withdraw");
        Assert.Empty(await ListAsync(draft));
        var submitted = await host.SubmittedAsync();
        await host.MoveAsync(IntakeHost.Citizen, submitted, "withdraw");
        await SaysAsync(submitted, "withdrawal", "申请撤回");

        var accepted = await host.AcceptedAsync();
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == IntakeHost.Id(accepted));
        await host.DeliverAsync(new ApprovalEnded(told.CaseId, told.CaseNumber, told.At, "deferral-not-kept", told.Matter, told.Applicant.AccountId, 3));
        await SaysAsync(accepted, "end", "未在承诺的期限", "终止办理", "申请行政复议");
    }

    [Fact]
    public async Task what_was_signed_and_what_may_come_later_is_written()
    {
        var received = await host.ReceivedAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var (tx, papers) = (scope.ServiceProvider.GetRequiredService<Tx>(), scope.ServiceProvider.GetRequiredService<DocumentWriter>());
        var file = (await tx.FindForUpdateAsync(IntakeHost.Id(received)))!;
        var listed = await tx.MaterialsAsync(file.Id);
        await papers.IssueLetterAsync(tx, file, Letter.Deferral(file, listed, 5, host.Clock.Now), IntakeHost.Citizen, host.Clock.Now);
        var materials = listed.Select((m, i) => i == 0 ? m with { Deferred = true, Sha256 = null } : m).ToList();
        await papers.IssueAcceptanceAsync(tx, file.Accept(new WorkingDays(), host.Clock.Now)! with { Mode = CaseMode.Deferred, DeferralDue = new(2026, 3, 20) }, materials, deemed: false, host.Clock.Now);
        await tx.CommitAsync();
        await SaysAsync(received, "deferral-commitment", materials[0].Name, "5 个工作日内补齐", "本人登录政务服务平台后签署");
        await SaysAsync(received, "deferred-acceptance", materials[0].Name, "2026年3月20日前", "容缺受理");
    }

    [Fact]
    public async Task what_was_not_done_was_not_issued()
    {
        var received = await host.ReceivedAsync();
        await using var db = await host.Database.OpenConnectionAsync();
        await Dapper.SqlMapper.ExecuteAsync(db, "alter table outbox add constraint nothing_is_told check (type <> 'CaseRefused')");
        using (var failed = await host.TryAsync(People.Clerk, received, "refuse", new { code = "barred", reason = "在禁止申请期限内" }))
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal(["receipt"], (await ListAsync(received)).Select(d => d.Kind));
        await Dapper.SqlMapper.ExecuteAsync(db, "alter table outbox drop constraint nothing_is_told");
        await host.MoveAsync(People.Clerk, received, "refuse", new { code = "barred", reason = "在禁止申请期限内" });
        Assert.Equal(["receipt", "refusal"], (await ListAsync(received)).Select(d => d.Kind));
    }

    internal sealed record Line(Guid Id, string Kind, string Title, string Number, DateTime IssuedAt);

    private async Task<List<Line>> ListAsync(JsonElement file) =>
        (await host.As(IntakeHost.Citizen).GetFromJsonAsync<List<Line>>(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}/documents", UriKind.Relative)))!;

    private async Task SaysAsync(JsonElement file, string kind, params string[] words)
    {
        var content = await host.RowAsync<string>("select content_sealed from issued_document where case_id = @id and kind = @kind", new { id = IntakeHost.Id(file), kind });
        var said = string.Join('\n', host.Services.GetRequiredService<DocumentWriter>().Opened(content!).Body.Select(Text));
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    private static string Text(Block block) =>
        string.Join('\n', new[] { block.Heading, block.Text }.Concat(block.Head ?? []).Concat((block.Rows ?? []).SelectMany(row => row)).Concat(block.ToSign ?? []).OfType<string>());

    private async Task UntilIssuedAsync(JsonElement file, string kind)
    {
        for (var attempt = 0; !(await ListAsync(file)).Any(d => d.Kind == kind); attempt++)
        {
            Assert.True(attempt < 400, $"no {kind} is issued");
            await Task.Delay(100);
        }
    }
}
