using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>One application for six matters of five departments, over the seeded catalogue.</summary>
public sealed class Applying_for_a_package(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task one_call_opens_every_sub_case_with_its_form_its_materials_and_what_it_waits_for()
    {
        var package = await host.OpenedAsync();
        Assert.Equal(("draft", JsonValueKind.Null), (package.GetProperty("status").GetString(), package.GetProperty("number").ValueKind));
        Assert.Equal(PackageSteps.Items, package.GetProperty("cases").EnumerateArray().Select(part => part.GetProperty("step").GetString()!));
        Assert.Equal(5, package.GetProperty("cases").EnumerateArray().Select(part => part.GetProperty("departmentName").GetString()).Distinct().Count());
        Assert.Empty(package.Part("sole").GetProperty("waitsFor").EnumerateArray());
        Assert.Equal("sole", package.Part("food").GetProperty("waitsFor")[0].GetProperty("step").GetString());
        Assert.Contains(package.GetProperty("outsideSteps").EnumerateArray(), step => step.GetProperty("step").GetString() == "seal" && step.GetProperty("place").GetString()!.Length > 0);

        var plan = await host.PlanAsync();
        foreach (var step in PackageSteps.Items)
        {
            var part = await host.ReadAsync(IntakeHost.Citizen, package.Part(step));
            var code = part.GetProperty("matter").GetProperty("code").GetString();
            Assert.Equal(
                plan.GetProperty("form").GetProperty("fields").EnumerateObject().Where(field => field.Value.EnumerateArray().Any(user => user.GetString() == code)).Select(field => field.Name)
                    .Intersect(Ops.FilledForm.Of(plan.GetProperty("form").GetProperty("schema")).Keys).Order(),
                part.GetProperty("form").EnumerateObject().Select(field => field.Name).Order());
            Assert.Equal(
                plan.GetProperty("materials").EnumerateArray().SelectMany(m => m.GetProperty("uses").EnumerateArray()).Where(use => use.GetProperty("step").GetString() == step).Select(use => use.GetProperty("materialCode").GetString()).Order(),
                part.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()).Order());
        }
    }

    [Fact]
    public async Task what_fails_in_the_last_sub_case_leaves_nothing()
    {
        var before = await CountsAsync();
        await host.RowAsync<int?>("alter table case_file add constraint broken check (package_item <> 'tax') not valid");
        try
        {
            using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/packages", await host.NewPackageAsync()));
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        }
        finally
        {
            await host.RowAsync<int?>("alter table case_file drop constraint broken");
        }
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task the_same_key_opens_it_once()
    {
        var (body, before) = (await host.NewPackageAsync(), await host.RowAsync<long>("select count(*) from package_file"));
        var requests = Enumerable.Range(0, 2).Select(_ => IntakeHost.Post("/packages", body)).ToList();
        requests[1].Headers.Remove("Idempotency-Key");
        requests[1].Headers.Add("Idempotency-Key", requests[0].Headers.GetValues("Idempotency-Key"));
        var first = await PackageSteps.ReadAsync(await host.As(IntakeHost.Citizen).SendAsync(requests[0]));
        var second = await PackageSteps.ReadAsync(await host.As(IntakeHost.Citizen).SendAsync(requests[1]));
        Assert.Equal(IntakeHost.Id(first), IntakeHost.Id(second));
        Assert.Equal(before + 1, await host.RowAsync<long>("select count(*) from package_file"));
    }

    [Theory]
    [InlineData("no-such-package", PackageSteps.Answers, 422, "package-not-open")]
    [InlineData(PackageSteps.Code, "form=z", 422, "package-not-open")]
    [InlineData(PackageSteps.Code, "form=a", 422, "answers-missing")]
    [InlineData(PackageSteps.Code, PackageSteps.Answers + ",form=b", 422, "answers-unknown")]
    public async Task answers_are_held_against_the_plan(string code, string answers, int status, string problem)
    {
        using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/packages", new { packageCode = code, answers }));
        await Filing_a_case.ProblemAsync(answer, status, problem);
    }

    [Fact]
    public async Task a_field_of_no_form_is_refused_by_its_pointer()
    {
        using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/packages", new { packageCode = PackageSteps.Code, answers = PackageSteps.Answers, form = new { notAField = 1 } }));
        var problem = await Filing_a_case.ProblemAsync(answer, 422, "form-invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("/form/notAField", out _));
    }

    [Fact]
    public async Task with_the_catalogue_down_nothing_is_opened()
    {
        await IntakeHost.UntilForgottenAsync();
        var body = await host.NewPackageAsync();
        host.NeighboursAreDown = true;
        try
        {
            using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/packages", body));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
        finally
        {
            host.NeighboursAreDown = false;
        }
    }

    [Fact]
    public async Task a_material_is_handed_in_once_for_all_that_need_it()
    {
        var package = await host.OpenedAsync();
        var shared = package.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("uses").GetArrayLength() > 1 && m.GetProperty("fromStep").ValueKind == JsonValueKind.Null);
        var last = shared.GetProperty("uses").EnumerateArray().Last().GetProperty("materialCode").GetString()!;
        using var put = await host.PutPackageMaterialAsync(package, last, IntakeHost.Pdf("one for all"));
        var stored = await PackageSteps.ReadAsync(put);
        var digests = await host.RowsAsync<string>("""
            select m.sha256 from case_material m join case_file f on f.id = m.case_id
            where f.package_id = @id and m.code = any(@codes)
            """, new { id = IntakeHost.Id(package), codes = shared.GetProperty("uses").EnumerateArray().Select(use => use.GetProperty("materialCode").GetString()).ToArray() });
        Assert.Equal(shared.GetProperty("uses").GetArrayLength(), digests.Count);
        Assert.All(digests, digest => Assert.Equal(stored.GetProperty("sha256").GetString(), digest));
        Assert.Equal(digests.Count, await host.RowAsync<long>("select count(*) from case_material m join case_file f on f.id = m.case_id where f.package_id = @id and sha256 is not null", new { id = IntakeHost.Id(package) }));

        var made = package.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("fromStep").GetString() == "sole");
        using var brought = await host.PutPackageMaterialAsync(package, made.GetProperty("code").GetString()!, IntakeHost.Pdf("licence"));
        Assert.Equal(HttpStatusCode.NotFound, brought.StatusCode);
        using var stranger = await host.PutPackageMaterialAsync(package, last, IntakeHost.Pdf("other"), People.Stranger);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task submitting_numbers_every_sub_case_and_tells_every_department()
    {
        var draft = await host.CompletePackageAsync();
        using var alone = await host.TryAsync(IntakeHost.Citizen, draft.Part("sole"), "submit");
        await Filing_a_case.ProblemAsync(alone, 409, "in-package");
        var package = await host.PackageStepAsync(draft, "submit");
        Assert.Matches("^YJS41049720260302[0-9]{5}$", package.GetProperty("number").GetString());
        Assert.Equal("submitted", package.GetProperty("status").GetString());
        var told = (await host.Published<CaseSubmitted>()).Where(e => PackageSteps.Items.Any(step => package.PartId(step) == e.CaseId)).ToList();
        Assert.Equal(PackageSteps.Items.Length, told.Count);
        var announced = (await host.Published<CaseAnnounced>()).Where(e => e.PackageId == IntakeHost.Id(package)).ToList();
        Assert.Equal(PackageSteps.Items.Length - 1, announced.Count);
        Assert.All(announced, e => Assert.Equal(("waiting", 1), (e.Status, e.WaitsFor.Count)));
        // The five days run where something can be decided, and stand where it cannot.
        Assert.Equal(["sole"], await host.RowsAsync<string>("select package_item from case_file where package_id = @id and clock_from is not null", new { id = IntakeHost.Id(package) }));
        using var twice = await host.TryPackageAsync(package, "submit");
        await Filing_a_case.ProblemAsync(twice, 409, "package-state");
        using var stale = await host.TryPackageAsync(draft, "submit");
        await Filing_a_case.ProblemAsync(stale, 412, "stale");
    }

    [Fact]
    public async Task a_matter_that_closes_meanwhile_is_named_and_nothing_is_handed_in()
    {
        var draft = await host.CompletePackageAsync();
        var code = draft.Part("tobacco").GetProperty("matterCode").GetString();
        await host.Catalogue.RowAsync<int?>("update matter set status = 'suspended' where code = @code and status = 'published'", new { code });
        await IntakeHost.UntilForgottenAsync();
        try
        {
            using var answer = await host.TryPackageAsync(draft, "submit");
            var problem = await Filing_a_case.ProblemAsync(answer, 409, "matter-not-open");
            Assert.Equal(draft.Part("tobacco").GetProperty("matterName").GetString(), problem.GetProperty("matters")[0].GetString());
        }
        finally
        {
            await host.Catalogue.RowAsync<int?>("update matter set status = 'published' where code = @code and status = 'suspended'", new { code });
            await IntakeHost.UntilForgottenAsync();
        }
        Assert.Equal(["draft"], await host.RowsAsync<string>("select distinct status from case_file where package_id = @id", new { id = IntakeHost.Id(draft) }));
        await host.PackageStepAsync(draft, "submit");
    }

    [Fact]
    public async Task what_is_missing_is_named_and_nothing_is_handed_in()
    {
        var draft = await host.OpenedAsync();
        using var answer = await host.TryPackageAsync(draft, "submit");
        var problem = await Filing_a_case.ProblemAsync(answer, 422, "materials-missing");
        var codes = problem.GetProperty("errors").EnumerateObject().Select(error => error.Name["/materials/".Length..]).ToHashSet();
        Assert.Contains(draft.GetProperty("materials").EnumerateArray(), m => codes.Contains(m.GetProperty("code").GetString()!));
        Assert.DoesNotContain(draft.GetProperty("materials").EnumerateArray(), m => m.GetProperty("fromStep").ValueKind != JsonValueKind.Null && codes.Contains(m.GetProperty("code").GetString()!));
        Assert.Equal(["draft"], await host.RowsAsync<string>("select distinct status from case_file where package_id = @id", new { id = IntakeHost.Id(draft) }));
    }

    [Fact]
    public async Task revising_the_form_revises_it_in_every_sub_case()
    {
        var draft = await host.OpenedAsync();
        var plan = await host.PlanAsync();
        var form = Ops.FilledForm.Of(plan.GetProperty("form").GetProperty("schema"));
        var shared = plan.GetProperty("form").GetProperty("sections")[0].GetProperty("fields").EnumerateArray().Select(field => field.GetString()!)
            .First(field => form.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() == "示例");
        form[shared] = JsonSerializer.SerializeToElement("改后的名称");
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/packages/{IntakeHost.Id(draft)}") { Content = JsonContent.Create(new { delivery = "electronic", form }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{draft.GetProperty("version").GetInt32()}\"");
        var revised = await PackageSteps.ReadAsync(await host.As(IntakeHost.Citizen).SendAsync(request));
        var users = plan.GetProperty("form").GetProperty("fields").GetProperty(shared).EnumerateArray().Select(code => code.GetString()).ToList();
        foreach (var part in revised.GetProperty("cases").EnumerateArray().Where(part => users.Contains(part.GetProperty("matterCode").GetString())))
        {
            var file = await host.ReadAsync(IntakeHost.Citizen, part);
            Assert.Equal(("改后的名称", "electronic"), (file.GetProperty("form").GetProperty(shared).GetString(), file.GetProperty("delivery").GetString()));
        }
    }

    [Fact]
    public async Task a_draft_that_nobody_touches_is_dropped_as_a_whole()
    {
        var draft = await host.OpenedAsync();
        await host.RowAsync<int?>("update case_file set updated_at = updated_at - interval '91 days' where package_id = @id and package_item <> 'tax'", new { id = IntakeHost.Id(draft) });
        Assert.Equal(6, await DropAsync(draft));
        await host.RowAsync<int?>("update case_file set updated_at = updated_at - interval '91 days' where package_id = @id and package_item = 'tax'", new { id = IntakeHost.Id(draft) });
        Assert.Equal(0, await DropAsync(draft));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from package_file where id = @id", new { id = IntakeHost.Id(draft) }));
    }

    /// <summary>What the loop does when it comes to this draft; answers with how many sub-cases are left.</summary>
    private async Task<long> DropAsync(JsonElement draft)
    {
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var tx = scope.ServiceProvider.GetRequiredService<Tx>();
            await tx.DropPackageAsync(IntakeHost.Id(draft), host.Clock.Now.AddDays(-90));
            await tx.CommitAsync();
        }
        return await host.RowAsync<long>("select count(*) from case_file where package_id = @id", new { id = IntakeHost.Id(draft) });
    }

    private Task<string?> CountsAsync() => host.RowAsync<string>("select concat_ws(' ', (select count(*) from package_file), (select count(*) from case_file), (select count(*) from case_material), (select count(*) from timeline))");
}
