using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Notifications;

public sealed class NotificationsHost() : ServiceHost<NewWebhook>("notifications");

public sealed class Telling_people(NotificationsHost host) : IClassFixture<NotificationsHost>
{
    [Fact]
    public async Task every_event_of_a_case_is_one_message_newest_first_in_both_languages()
    {
        var me = People.Citizen with { Id = Guid.CreateVersion7() };
        var told = new Told { Account = me.Id, Sealed = Seal("13800000001") };
        await host.DeliverAsync(told.Decided);
        await host.DeliverAsync(told.Submitted);
        await host.DeliverAsync(told.Received);
        await host.DeliverAsync(told.Supplement);
        await host.DeliverAsync(told.Accepted);
        await host.DeliverAsync(told.Issued with { At = told.Issued.At.AddMinutes(1) });
        await host.DeliverAsync(told.Delivered);

        var mine = await MessagesAsync(me, "zh-CN");
        Assert.Equal(
            ["case-delivered", "certificate-issued", "decision-made", "case-accepted", "supplement-requested", "case-received", "case-submitted"],
            mine.Select(m => m.GetProperty("kind").GetString()));
        Assert.Equal("审批通过", mine[2].GetProperty("title").GetString());
        Assert.Contains("2026-03-09", mine[3].GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal("Granted", (await MessagesAsync(me, "en"))[2].GetProperty("title").GetString());
    }

    [Fact]
    public async Task refusals_withdrawals_denials_and_bookings_are_told()
    {
        var me = People.Citizen with { Id = Guid.CreateVersion7() };
        var told = new Told { Account = me.Id, Sealed = Seal("13800000001") };
        await host.DeliverAsync(told.Refused);
        await host.DeliverAsync(told.Withdrawn with { At = told.At.AddHours(1) });
        await host.DeliverAsync(told.Decided with { Outcome = "denied" });
        await host.DeliverAsync(new SlotBooked(told.At.AddDays(4), Guid.CreateVersion7(), me.Id, "平澜县政务服务大厅", "食品经营许可", new(2026, 3, 9, 1, 0, 0, DateTimeKind.Utc)));
        var mine = await MessagesAsync(me, "zh-CN");
        Assert.Equal(["slot-booked", "decision-made", "case-withdrawn", "case-refused"], mine.Select(m => m.GetProperty("kind").GetString()));
        Assert.Contains("2026-03-09 09:00", mine[0].GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal("审批未通过", mine[1].GetProperty("title").GetString());
    }

    [Fact]
    public async Task a_letter_that_waits_for_a_signature_is_told()
    {
        var me = People.Citizen with { Id = Guid.CreateVersion7() };
        var told = new Told { Account = me.Id };
        await host.DeliverAsync(new LetterOffered(told.CaseId, told.CaseNumber, told.At, me.Id, told.Matter.Name, "deferral", ["培训证明"], 5));
        var message = Assert.Single(await MessagesAsync(me, "zh-CN"));
        Assert.Equal(("letter-offered", "请签署容缺受理承诺书"), (message.GetProperty("kind").GetString(), message.GetProperty("title").GetString()));
        Assert.Contains("培训证明", message.GetProperty("body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_result_that_came_back_is_told_with_where_it_is()
    {
        var me = People.Citizen with { Id = Guid.CreateVersion7() };
        var told = new Told { Account = me.Id };
        await host.DeliverAsync(new ResultCameBack(told.CaseId, told.CaseNumber, told.At, me.Id, told.Matter.Name, ResultCameBack.Parcel, "东城镇便民服务中心"));
        var message = Assert.Single(await MessagesAsync(me, "zh-CN"));
        Assert.Equal(("result-came-back", "办理结果邮件已退回"), (message.GetProperty("kind").GetString(), message.GetProperty("title").GetString()));
        Assert.Contains("东城镇便民服务中心", message.GetProperty("body").GetString(), StringComparison.Ordinal);

        await host.DeliverAsync(new ResultCameBack(Guid.CreateVersion7(), told.CaseNumber, told.At, me.Id, told.Matter.Name, ResultCameBack.DeskClosed, null));
        Assert.Contains("领取地点已关闭", (await MessagesAsync(me, "zh-CN")).Select(one => one.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task a_package_tells_what_goes_on_and_once_what_came_of_it()
    {
        var me = People.Citizen with { Id = Guid.CreateVersion7() };
        var told = new Told { Account = me.Id };
        var announced = new CaseAnnounced(told.CaseId, told.CaseNumber, told.At, told.Matter, me.Id, Guid.NewGuid(), "YJS4104972026030200001", "开办便利店", ["营业执照"], CaseAnnounced.Waiting, 2);
        await host.DeliverAsync(announced);
        await host.DeliverAsync(announced with { Status = CaseAnnounced.Released, WaitsFor = [], Version = 3 });
        await host.DeliverAsync(new PackageFinished(announced.PackageId, announced.PackageNumber, told.At.AddDays(9), me.Id, "开办便利店", ["营业执照"], ["烟草专卖零售许可"]));
        var mine = await MessagesAsync(me, "zh-CN");
        Assert.Equal(["package-finished", "case-released"], mine.Select(m => m.GetProperty("kind").GetString()));
        Assert.Contains("未办成：烟草专卖零售许可", mine[0].GetProperty("body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_message_is_its_persons_own_and_stays_read()
    {
        var me = People.Citizen with { Id = Guid.CreateVersion7() };
        await host.DeliverAsync(new Told { Account = me.Id, Sealed = Seal("13800000001") }.Submitted);
        var id = (await MessagesAsync(me, "zh-CN"))[0].GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NotFound, await MarkAsync(People.Stranger, id));
        Assert.Empty(await MessagesAsync(People.Stranger, "zh-CN"));
        Assert.Equal(HttpStatusCode.NotFound, await MarkAsync(People.Clerk, id));
        Assert.Equal(HttpStatusCode.NoContent, await MarkAsync(me, id));
        var first = (await MessagesAsync(me, "zh-CN"))[0].GetProperty("readAt").GetDateTime();
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.NoContent, await MarkAsync(me, id));
        Assert.Equal(first, (await MessagesAsync(me, "zh-CN"))[0].GetProperty("readAt").GetDateTime());
    }

    [Fact]
    public async Task development_sms_are_read_by_admins_with_the_number_masked()
    {
        var me = People.Citizen with { Id = Guid.CreateVersion7() };
        var told = new Told { Account = me.Id, Sealed = Seal("13800000001") };
        await host.DeliverAsync(told.Accepted);
        var sms = await host.As(People.Admin).GetFromJsonAsync<JsonElement>("/api/notifications/v1/dev/sms");
        var one = sms.EnumerateArray().Single(s => s.GetProperty("text").GetString()!.Contains(told.CaseNumber, StringComparison.Ordinal));
        Assert.DoesNotContain("13800000001", one.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("*", one.GetProperty("phone").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As(People.Citizen).GetAsync("/api/notifications/v1/dev/sms")).StatusCode);
    }

    private string Seal(string phone) => host.Services.GetRequiredService<PersonalData>().Seal(phone);

    private async Task<HttpStatusCode> MarkAsync(Caller caller, Guid id) =>
        (await host.As(caller).PostAsync($"/api/notifications/v1/messages/{id}/read", null)).StatusCode;

    private async Task<IReadOnlyList<JsonElement>> MessagesAsync(Caller caller, string language)
    {
        using var client = host.As(caller);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return [.. (await client.GetFromJsonAsync<JsonElement>("/api/notifications/v1/messages")).GetProperty("items").EnumerateArray()];
    }
}
