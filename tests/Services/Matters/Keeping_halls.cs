using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>An administrator keeps the county's places.</summary>
public sealed class Keeping_halls(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Halls = "/api/matters/v1/halls";

    [Fact]
    public async Task what_is_added_is_read_back_with_its_windows()
    {
        var id = await host.HallAsync("新大厅", takes: [People.Department]);
        using var answer = await host.Anonymous().GetAsync($"{Halls}/{id}");
        var hall = await answer.ReadAsync<JsonElement>();
        // Whether it is open changes by itself, so the body has no tag; its version is what If-Match wants.
        Assert.Equal((null, 1), (answer.Headers.ETag, hall.GetProperty("version").GetInt32()));
        Assert.Equal("新大厅", hall.GetProperty("name").GetString());
        Assert.Equal(People.Department, hall.GetProperty("windows")[0].GetProperty("takes")[0].GetString());
        Assert.True(hall.GetProperty("opening").GetProperty("open").GetBoolean());
        Assert.True(await host.RowAsync<bool>("""
            select exists (select from audit_pending where action = 'hall.add' and object_id = @id) or exists (select from audit where action = 'hall.add' and object_id = @id)
            """, new { id = $"{id}" }));
    }

    [Fact]
    public async Task a_change_replaces_the_windows_and_a_stale_one_is_refused()
    {
        var id = await host.HallAsync("改大厅", takes: ["*"]);
        var content = MattersHost.Hall("改大厅") with { Windows = [new() { Number = "9", Name = "部门窗口", Kind = "department", Takes = [People.Department] }] };
        using var changed = await PutAsync(id, 1, content);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));
        Assert.Equal(People.Department, await host.RowAsync<string>("select what from window_take where hall_id = @id", new { id }));
        using var stale = await PutAsync(id, 1, content);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Fact]
    public async Task a_closed_place_is_in_no_list_takes_nothing_and_stays_readable()
    {
        var id = await host.HallAsync("旧大厅", takes: ["*"]);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(id, 1)).StatusCode);
        using var again = await DeleteAsync(id, 2);
        Assert.Equal((HttpStatusCode.Conflict, "hall-closed"), (again.StatusCode, await again.CodeAsync()));
        using var change = await PutAsync(id, 2, MattersHost.Hall("旧大厅"));
        Assert.Equal("hall-closed", await change.CodeAsync());
        var read = await (await host.Anonymous().GetAsync($"{Halls}/{id}")).ReadAsync<JsonElement>();
        Assert.NotNull(read.GetProperty("closedAt").GetString());
        Assert.DoesNotContain("旧大厅", await NamesAsync("?limit=100"));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from window_take where hall_id = @id", new { id }));
        await host.HallAsync("旧大厅");
    }

    [Fact]
    public async Task what_other_places_belong_to_is_neither_closed_nor_put_below_them()
    {
        var (upper, lower) = (await host.HallAsync("上级厅"), MattersHost.Hall("下级站", kind: "township-hall"));
        using var added = await MattersHost.PostAsync(host.As(People.Admin), Halls, lower with { ParentId = upper }, key: $"{Guid.NewGuid()}");
        var id = (await added.ReadAsync<JsonElement>()).GetProperty("id").GetGuid();
        using var circle = await PutAsync(upper, 1, MattersHost.Hall("上级厅", kind: "village-desk") with { ParentId = id });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "hall-rules"), (circle.StatusCode, await circle.CodeAsync()));
        Assert.Equal("hall-kind-below", Assert.Single((await circle.ReadAsync<JsonElement>()).GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        using var early = await DeleteAsync(upper, 1);
        Assert.Equal((HttpStatusCode.Conflict, "hall-has-places"), (early.StatusCode, await early.CodeAsync()));
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(id, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(upper, 1)).StatusCode);
    }

    [Fact]
    public async Task closing_takes_its_turn_and_a_place_under_the_closed_one_is_refused()
    {
        var upper = await host.HallAsync("将闭厅");
        await using var db = await host.Database.OpenConnectionAsync();
        await using var other = await db.BeginTransactionAsync();
        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('hall'))");
        var closing = DeleteAsync(upper, 1);
        await Task.Delay(500);
        Assert.False(closing.IsCompleted);
        await other.CommitAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await closing).StatusCode);
        Assert.Equal(("hall-parent", "/parentId"), await RefusedAsync(MattersHost.Hall("迟到站", kind: "township-hall") with { ParentId = upper }));
    }

    [Fact]
    public async Task the_list_goes_by_kind_and_name_page_by_page()
    {
        await host.HallAsync("页村乙", kind: "village-desk");
        await host.HallAsync("页村甲", kind: "village-desk");
        await host.HallAsync("页站", kind: "self-service");
        var whole = await NamesAsync("?limit=100");
        Assert.True(whole.IndexOf("页村乙") < whole.IndexOf("页站"));
        List<string> paged = [];
        string? after = null;
        do
        {
            using var answer = await host.Anonymous().GetAsync($"{Halls}?limit=2{(after is null ? "" : $"&after={after}")}");
            var page = await answer.ReadAsync<JsonElement>();
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(hall => hall.GetProperty("name").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        Assert.Equal(whole, paged);
        Assert.All(await NamesAsync("?kind=self-service"), name => Assert.Equal("页站", name));
    }

    [Fact]
    public async Task what_the_county_does_not_have_is_refused_by_pointer()
    {
        var id = await host.HallAsync("规则大厅");
        Assert.Equal(("hall-name-taken", "/name"), await RefusedAsync(MattersHost.Hall("规则大厅")));
        Assert.Equal(("hall-parent", "/parentId"), await RefusedAsync(MattersHost.Hall("规则二") with { ParentId = Guid.NewGuid() }));
        Assert.Equal(("hall-parent", "/parentId"), await RefusedAsync(MattersHost.Hall("规则三") with { ParentId = id }));
        Assert.Equal(("matter-unknown", "/windows/0/takes/0"), await RefusedAsync(MattersHost.Hall("规则四", takes: [new string('1', 31)])));
        Assert.Equal(("period-ends-before", "/hours/0/to"), await RefusedAsync(MattersHost.Hall("规则五") with { Hours = [new() { Days = [1], From = "10:00", To = "09:00" }] }));
    }

    [Fact]
    public async Task bad_shapes_are_400_and_an_editor_keeps_no_places()
    {
        using var shape = await MattersHost.PostAsync(host.As(People.Admin), Halls, MattersHost.Hall("形") with { Latitude = 91 }, key: $"{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.BadRequest, shape.StatusCode);
        using var editor = await MattersHost.PostAsync(host.As(People.Editor), Halls, MattersHost.Hall("编辑"), key: $"{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.Forbidden, editor.StatusCode);
        using var kind = await host.Anonymous().GetAsync($"{Halls}?kind=palace");
        Assert.Equal("hall-kind-unknown", await kind.CodeAsync());
    }

    private async Task<(string?, string?)> RefusedAsync(HallContent hall)
    {
        using var answer = await MattersHost.PostAsync(host.As(People.Admin), Halls, hall, key: $"{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "hall-rules"), (answer.StatusCode, await answer.CodeAsync()));
        var finding = Assert.Single((await answer.ReadAsync<JsonElement>()).GetProperty("findings").EnumerateArray());
        return (finding.GetProperty("code").GetString(), finding.GetProperty("pointer").GetString());
    }

    private async Task<List<string>> NamesAsync(string query)
    {
        using var answer = await host.Anonymous().GetAsync(Halls + query);
        return [.. (await answer.ReadAsync<JsonElement>()).GetProperty("items").EnumerateArray().Select(hall => hall.GetProperty("name").GetString()!)];
    }

    private Task<HttpResponseMessage> PutAsync(Guid id, int version, HallContent content) =>
        SendAsync(new(HttpMethod.Put, $"{Halls}/{id}") { Content = JsonContent.Create(content, options: GovJson.Events) }, version);

    private Task<HttpResponseMessage> DeleteAsync(Guid id, int version) => SendAsync(new(HttpMethod.Delete, $"{Halls}/{id}"), version);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, int version)
    {
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await host.As(People.Admin).SendAsync(request);
    }
}
