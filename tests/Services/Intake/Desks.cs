using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>就近办理: where a case is received.</summary>
public sealed class Desks(IntakeHost host) : IClassFixture<IntakeHost>
{
    internal static readonly object Address = new { name = "周清和", phone = "13900001234", address = "平澜县东城镇一路1号" };

    [Fact]
    public async Task a_desk_receives_what_it_is_listed_for_and_the_department_stays_the_owner()
    {
        var (village, county) = (await SeatedAsync(host, "v1"), await SeatedAsync(host, "county"));
        var file = await host.SubmittedAsync();
        await RefusedAsync(village, file, "v1");
        var received = await host.MoveAsync(county, file, "receive");
        Assert.Equal(Hall("county"), received.GetProperty("receivedDesk").GetProperty("id").GetGuid());
        Assert.Equal("county-hall", (await host.ReadAsync(People.Clerk, file)).GetProperty("receivedDesk").GetProperty("kind").GetString());
        Assert.Equal(file.GetProperty("matter").GetProperty("departmentCode").GetString(), received.GetProperty("matter").GetProperty("departmentCode").GetString());
        Assert.Equal(county.Id, await host.RowAsync<Guid>("select received_by from case_file where id = @id", new { id = IntakeHost.Id(file) }));
    }

    [Fact]
    public async Task a_clerk_without_a_desk_sits_at_the_county_hall_which_takes_what_it_is_listed_for_or_nobody_is()
    {
        var (file, other, township) = (await host.SubmittedAsync(), await host.SubmittedAsync(), await SeatedAsync(host, "t1"));
        await RefusedAsync(township, file, "t1");
        await InCatalogueAsync("update matter set content = jsonb_set(content, '{elements,inHall}', 'false') where code = @MatterCode");
        Assert.Equal(JsonValueKind.Null, (await host.MoveAsync(People.Clerk, file, "receive")).GetProperty("receivedDesk").ValueKind);

        await InCatalogueAsync("insert into window_take (region, what, hall_id, number) values (@Region, @MatterCode, @township, '1')");
        await RefusedAsync(People.Clerk, other, null);
        Assert.Equal(Hall("t1"), (await host.MoveAsync(township, other, "receive")).GetProperty("receivedDesk").GetProperty("id").GetGuid());
        await InCatalogueAsync("""
            delete from window_take where what = @MatterCode and hall_id = @township;
            update matter set content = content #- '{elements,inHall}' where code = @MatterCode
            """);
    }

    [Fact]
    public async Task nothing_is_received_while_the_catalogue_does_not_answer()
    {
        var file = await host.SubmittedAsync();
        await IntakeHost.UntilForgottenAsync();
        host.NeighboursAreDown = true;
        using (var unknown = await host.TryAsync(People.Clerk, file, "receive"))
            await Filing_a_case.ProblemAsync(unknown, 503, "unavailable");
        host.NeighboursAreDown = false;
        await host.MoveAsync(People.Clerk, file, "receive");
    }

    internal static Guid Hall(string key) => StableId.Of($"hall:{TestIssuer.Region}:{key}");

    /// <summary>A clerk who sits at a seeded place.</summary>
    internal static async Task<Caller> SeatedAsync(IntakeHost host, string key)
    {
        var clerk = People.Clerk with { Id = Guid.NewGuid() };
        using var answer = await host.As(People.Admin).PutAsJsonAsync($"/api/intake/v1/clerks/{clerk.Id}/desk", new { hallId = Hall(key), validFrom = "2026-01-01", validUntil = "2026-12-31" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return clerk;
    }

    private async Task RefusedAsync(Caller clerk, JsonElement file, string? desk)
    {
        using var answer = await host.TryAsync(clerk, file, "receive");
        var problem = await Filing_a_case.ProblemAsync(answer, 422, "desk-does-not-take");
        Assert.Equal("not-listed", problem.GetProperty("rule").GetString());
        Assert.Equal(desk is null ? "" : $"{Hall(desk)}", problem.TryGetProperty("desk", out var told) && told.ValueKind == JsonValueKind.Object ? told.GetProperty("id").GetString() : "");
        Assert.Equal(file.GetProperty("version").GetInt32(), (await host.ReadAsync(People.Clerk, file)).GetProperty("version").GetInt32());
    }

    private async Task InCatalogueAsync(string sql)
    {
        await using var db = await host.Catalogue.Database.OpenConnectionAsync();
        await db.ExecuteAsync(sql, new { TestIssuer.Region, host.MatterCode, township = Hall("t1") });
        await IntakeHost.UntilForgottenAsync();
    }
}
