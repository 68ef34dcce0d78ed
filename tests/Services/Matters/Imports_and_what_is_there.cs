using System.Net;
using Dapper;
using static GovPlatform.Tests.Services.Matters.Importing_a_catalogue;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>An import meets matters that somebody suspends, retires or drafts, and materials without end.</summary>
public sealed class Imports_and_what_is_there(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Series = "26";

    private DateOnly NextWeek => host.Clock.Today().AddDays(7);

    [Fact]
    public async Task a_matter_that_was_suspended_or_retired_is_not_opened_by_an_old_list()
    {
        var code = await PublishedAsync(1);
        foreach (var (action, no) in new[] { ("suspend", "matter-suspended"), ("retire", "matter-retired") })
        {
            using var changed = await ChangeAsync(code, 1, action);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            var import = await RunAsync([2, 1], publish: true);
            Assert.Equal(("refused", ("matters", 3, "basic_code", no)), (import.Status, Told(Assert.Single(import.Errors))));
        }
        Assert.Equal("done", (await RunAsync([1], publish: false)).Status);
    }

    [Fact]
    public async Task a_retirement_taken_back_does_not_come_true_through_a_draft_that_was_imported_before()
    {
        var code = await PublishedAsync(3);
        using var planned = await ChangeAsync(code, 1, $"retire?on={NextWeek:yyyy-MM-dd}");
        Assert.Equal("done", (await RunAsync([3], publish: false)).Status);
        using var kept = await ChangeAsync(code, 1, "keep");
        using var published = await ChangeAsync(code, 2, "publish");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (planned.StatusCode, kept.StatusCode, published.StatusCode));
        Assert.Null(await RetireOnAsync(code, 2));
    }

    [Fact]
    public async Task a_retirement_that_is_planned_while_the_import_runs_goes_on_to_its_version()
    {
        var code = await PublishedAsync(4);
        await using var db = await host.Database.OpenConnectionAsync();
        await using var editor = await db.BeginTransactionAsync();
        await db.ExecuteAsync("update matter set retire_on = @NextWeek where code = @code", new { NextWeek, code });
        using var answer = await Imports.SendAsync(host.As(People.Editor), Body([4]), publish: true);
        await StandsStillAsync();
        await editor.CommitAsync();
        Assert.Equal("done", (await Imports.EndAsync(host.As(People.Editor), answer.Headers.Location!)).Status);
        Assert.Equal(NextWeek, await RetireOnAsync(code, 2));
    }

    [Fact]
    public async Task a_draft_made_while_the_import_runs_is_told_of_its_own_row()
    {
        await using var db = await host.Database.OpenConnectionAsync();
        await using var editor = await db.BeginTransactionAsync();
        await db.ExecuteAsync("""
            insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience, content, created_at, updated_at)
            values (gen_random_uuid(), @code, 1, 'draft', 1, '410126000006', '01', '在先', @Department, '', '2', '{}', '{}', now(), now())
            """, new { code = Code(6), People.Department });
        using var answer = await Imports.SendAsync(host.As(People.Editor), Body([5, 6, 7]));
        await StandsStillAsync();
        await editor.CommitAsync();
        var import = await Imports.EndAsync(host.As(People.Editor), answer.Headers.Location!);
        Assert.Equal(("matters", 3, "basic_code", "draft-exists"), Told(Assert.Single(import.Errors)));
    }

    [Fact]
    public async Task a_matter_that_meets_materials_without_end_is_named_before_they_are_read()
    {
        Task<Outcome> RunAsync(int number, int papers) =>
            Imports.RunAsync(host.As(People.Editor), Files([Row(number, series: Series)], Enumerable.Range(1, papers).Select(serial => Paper(number, serial, Series))));
        var import = await RunAsync(9, 201);
        Assert.Equal(("refused", ("matters", 2, "basic_code", "materials-too-many")), (import.Status, Told(Assert.Single(import.Errors))));
        Assert.Equal("done", (await RunAsync(9, 200)).Status);
        // Few, and each of them long.
        var wide = await Imports.RunAsync(host.As(People.Editor), Imports.Files(
            $"{Head}\n{Row(10, series: Series)}", $"{MaterialHead},usage\n{string.Join('\n', Enumerable.Range(1, 20).Select(serial => $"{Paper(10, serial, Series)},{new string('长', 30_000)}"))}"));
        Assert.Equal("materials-too-many", Assert.Single(wide.Errors).Code);
    }

    [Fact]
    public async Task a_form_sent_again_with_another_boundary_is_the_same_import()
    {
        using var first = await Imports.SendAsync(host.As(People.Editor), Body([11]), key: "form");
        using var again = await Imports.SendAsync(host.As(People.Editor), Body([11]), key: "form");
        Assert.Equal((HttpStatusCode.Accepted, first.Headers.Location), (again.StatusCode, again.Headers.Location));
        foreach (var different in new[] { Body([12]), Imports.Files($"{Head}\n{Row(11, series: Series)}", null), Files([Row(11, series: Series)], [Paper(11, 2, Series)]) })
        {
            using var other = await Imports.SendAsync(host.As(People.Editor), different, key: "form");
            Assert.Equal((422, "idempotency-key-reused"), ((int)other.StatusCode, await other.CodeAsync()));
        }
        Assert.Equal("done", (await Imports.EndAsync(host.As(People.Editor), first.Headers.Location!)).Status);
    }

    private static string Code(int number) => $"{People.Department}44101{Series}000{number:D3}";

    private static MultipartFormDataContent Body(int[] numbers) => Files(numbers.Select(number => Row(number, series: Series)), numbers.Select(number => Paper(number, 1, Series)));

    private Task<Outcome> RunAsync(int[] numbers, bool publish) => Imports.RunAsync(host.As(People.Editor), Body(numbers), publish);

    private async Task<string> PublishedAsync(int number)
    {
        Assert.Equal("done", (await RunAsync([number], publish: true)).Status);
        return Code(number);
    }

    private async Task<HttpResponseMessage> ChangeAsync(string code, int version, string action)
    {
        using var answer = await host.As(People.Editor).GetAsync($"/api/matters/v1/matters/{code}/versions/{version}");
        return await host.ChangeAsync(await answer.ReadAsync<MatterAnswer>(), action);
    }

    private Task<DateOnly?> RetireOnAsync(string code, int version) =>
        host.RowAsync<DateOnly?>("select retire_on from matter where code = @code and version = @version", new { code, version });

    private async Task StandsStillAsync()
    {
        for (var tries = 0; tries < 400 && await host.RowAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0; tries++)
            await Task.Delay(50);
    }
}
