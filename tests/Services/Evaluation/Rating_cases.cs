using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Evaluation;

namespace GovPlatform.Tests.Services.Evaluation;

public sealed class EvaluationHost() : ServiceHost<RateServiceRequest>("evaluation");

public sealed class Rating_cases(EvaluationHost host) : IClassFixture<EvaluationHost>
{
    [Fact]
    public async Task a_closed_case_invites_once_and_is_rated_once()
    {
        var told = new Told { Department = "11410497000000035G" };
        await host.DeliverAsync(told.Closed);
        var id = await InvitationAsync(told);

        var answer = await RateAsync(People.Citizen, id, Rating(5, "510"), "rate-1");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"/api/evaluation/v1/invitations/{id}", answer.Headers.Location!.ToString());
        var again = await RateAsync(People.Citizen, id, Rating(5, "510"), "rate-1");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        var second = await RateAsync(People.Citizen, id, Rating(1), "rate-2");
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var problem = await second.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("already-rated", "rated"), (problem.GetProperty("code").GetString(), problem.GetProperty("state").GetString()));

        var @event = Assert.Single(await host.Published<RatingSubmitted>(), e => e.CaseId == told.CaseId);
        Assert.Equal((5, told.Department, told.Matter.Code), (@event.Satisfaction, @event.DepartmentCode, @event.MatterCode));
        var shown = await host.As(People.Citizen).GetFromJsonAsync<JsonElement>($"/api/evaluation/v1/invitations/{id}");
        Assert.Equal("rated", shown.GetProperty("status").GetString());
        Assert.Equal("很好", shown.GetProperty("rating").GetProperty("text").GetString());
    }

    [Fact]
    public async Task a_stranger_finds_neither_invitation_nor_rating()
    {
        var told = new Told();
        await host.DeliverAsync(told.Closed);
        var id = await InvitationAsync(told);
        Assert.Equal(HttpStatusCode.NotFound, (await RateAsync(People.Stranger, id, Rating(5), "s-1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(People.Stranger).GetAsync($"/api/evaluation/v1/invitations/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RateAsync(People.Clerk, id, Rating(5), "s-2")).StatusCode);
        var list = await host.As(People.Stranger).GetFromJsonAsync<JsonElement>("/api/evaluation/v1/invitations");
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task what_is_not_a_rating_is_refused_with_its_reason()
    {
        var told = new Told();
        await host.DeliverAsync(told.Closed);
        var id = await InvitationAsync(told);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RateAsync(People.Citizen, id, Rating(4, "510"), "w-1")).StatusCode);
        foreach (var wrong in new object[] { Rating(6), Rating(0), Rating(5) with { Channel = "9" }, Rating(5) with { Text = new string('好', 151) } })
            Assert.Equal(HttpStatusCode.BadRequest, (await RateAsync(People.Citizen, id, wrong, $"w-{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await RateAsync(People.Citizen, id, Rating(5), null)).StatusCode);
        Assert.DoesNotContain(await host.Published<RatingSubmitted>(), e => e.CaseId == told.CaseId);
    }

    [Fact]
    public async Task figures_are_public_and_by_department()
    {
        const string department = "11410497000000043B";
        foreach (var level in new[] { 5, 4, 1 })
        {
            var told = new Told { Department = department };
            await host.DeliverAsync(told.Closed);
            (await RateAsync(People.Citizen, await InvitationAsync(told), Rating(level), $"f-{level}")).EnsureSuccessStatusCode();
        }
        var all = await host.Anonymous().GetFromJsonAsync<JsonElement>("/api/evaluation/v1/figures");
        var one = all.EnumerateArray().Single(d => d.GetProperty("departmentCode").GetString() == department);
        Assert.Equal((3, 3.33m, 66.7m, 1), (one.GetProperty("ratings").GetInt32(), one.GetProperty("average").GetDecimal(), one.GetProperty("goodPercent").GetDecimal(), one.GetProperty("bad").GetInt32()));
    }

    private static RateServiceRequest Rating(int level, params string[] tags) => new(level, tags, "很好", "1", false);

    private async Task<Guid> InvitationAsync(Told told)
    {
        var list = await host.As(People.Citizen).GetFromJsonAsync<JsonElement>("/api/evaluation/v1/invitations?limit=100");
        return list.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("caseId").GetGuid() == told.CaseId).GetProperty("id").GetGuid();
    }

    private async Task<HttpResponseMessage> RateAsync(Caller caller, Guid id, object rating, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/evaluation/v1/invitations/{id}/rating") { Content = JsonContent.Create(rating) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await host.As(caller).SendAsync(request);
    }
}
