using System.Text.Json;
using GovPlatform.Tests.Services.Intake.Conditions;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>A package in one call: with its uploads and its commitments, and with what is like it pointed out.</summary>
public sealed class Opening_with_all_of_it(IntakeHost host) : IClassFixture<IntakeHost>
{
    private const string Answers = PackageSteps.Answers, Promised = "firepromise";

    [Fact]
    public async Task uploads_go_to_every_sub_case_and_a_commitment_is_signed_before_it_is_handed_in()
    {
        var package = await host.PostAsync(IntakeHost.Citizen, "/packages", await WholeAsync());
        Assert.All(package.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("fromStep").ValueKind == JsonValueKind.Null), m => Assert.True(m.GetProperty("isThere").GetBoolean(), $"{m}"));
        Assert.Equal([Promised], package.GetProperty("cases").EnumerateArray().Where(part => part.GetProperty("mode").GetString() == "commitment").Select(part => part.GetProperty("step").GetString()!));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from case_file where package_id = @id and applicant_key is null", new { id = IntakeHost.Id(package) }));

        using var unsigned = await host.TryPackageAsync(package, "submit");
        await Filing_a_case.ProblemAsync(unsigned, 422, "commitment-not-signed");
        var promised = package.Part(Promised);
        await host.MoveAsync(IntakeHost.Citizen, promised, "commitment", await host.SignatureAsync(promised));
        var submitted = await host.PackageStepAsync(package, "submit");
        Assert.Equal("submitted", submitted.GetProperty("status").GetString());

        // Once more: pointed out when it is opened and when it is handed in, and nothing else.
        var again = await host.OpenedAsync();
        Assert.Contains(package.PartId("sole"), again.Part("sole").GetProperty("duplicates").EnumerateArray().Select(IntakeHost.Id));
        Assert.DoesNotContain(again.Part("sole").GetProperty("duplicates").EnumerateArray().Select(IntakeHost.Id), id => id == package.PartId("tax"));
    }

    [Fact]
    public async Task what_is_wrong_with_one_of_them_leaves_nothing()
    {
        var before = await CountsAsync();
        var mine = (await host.As(IntakeHost.Citizen).UploadedAsync(Uploading.Pdf())).GetProperty("id").GetGuid();
        var strangers = (await host.As(People.Stranger).UploadedAsync(Uploading.Pdf())).GetProperty("id").GetGuid();
        var code = (await CodesAsync())[0];
        await RefusedAsync(new { packageCode = PackageSteps.Code, answers = Answers, materials = new[] { new { code = new string('0', 36), uploadId = mine } } }, "material-unknown", "/materials/0/code");
        await RefusedAsync(new { packageCode = PackageSteps.Code, answers = Answers, materials = new[] { new { code, uploadId = mine }, new { code, uploadId = mine } } }, "material-unknown", "/materials/0/code");
        await RefusedAsync(new { packageCode = PackageSteps.Code, answers = Answers, materials = new[] { new { code, uploadId = strangers } } }, "upload-unknown", "/materials/0/uploadId");
        await RefusedAsync(new { packageCode = PackageSteps.Code, answers = Answers, commitments = new[] { Promised, "sole" } }, "commitment-not-allowed", "/commitments/1");
        await RefusedAsync(new { packageCode = PackageSteps.Code, answers = Answers, commitments = new[] { "nothing" } }, "commitment-not-allowed", "/commitments/0");
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task no_sub_case_takes_more_than_its_own_limit()
    {
        var package = await host.OpenedAsync();
        var shared = package.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("fromStep").ValueKind == JsonValueKind.Null && m.GetProperty("uses").GetArrayLength() > 1).GetProperty("uses");
        var (strict, other) = (shared[0].GetProperty("materialCode").GetString()!, shared[1].GetProperty("materialCode").GetString()!);
        await host.RowAsync<int?>("update case_material set max_bytes = 20 where code = @strict and case_id in (select id from case_file where package_id = @id)", new { strict, id = IntakeHost.Id(package) });
        using var forAll = await host.PutPackageMaterialAsync(package, other, IntakeHost.Pdf("more than twenty"));
        await Filing_a_case.ProblemAsync(forAll, 413, "too-large");

        using var forOne = await host.PutAsync(IntakeHost.Citizen, package.Part(shared[1].GetProperty("step").GetString()!), other, IntakeHost.Pdf("more than twenty"));
        await Filing_a_case.ProblemAsync(forOne, 413, "too-large");
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from case_material where sha256 is not null and case_id in (select id from case_file where package_id = @id)", new { id = IntakeHost.Id(package) }));
    }

    [Fact]
    public async Task a_signed_letter_is_of_its_own_sub_case()
    {
        var package = await host.PostAsync(IntakeHost.Citizen, "/packages", await WholeAsync());
        await host.RowAsync<int?>("insert into case_material (case_id, code, name, requirement) select @id, code, name, requirement from case_material where case_id = @from and code = 'letter-commitment'",
            new { id = package.PartId("tax"), from = package.PartId(Promised) });
        using var put = await host.PutAsync(IntakeHost.Citizen, package.Part(Promised), "letter-commitment", IntakeHost.Pdf("signed"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        Assert.Null(await host.RowAsync<string?>("select sha256 from case_material where case_id = @id and code = 'letter-commitment'", new { id = package.PartId("tax") }));
    }

    /// <summary>Everything that people bring, but for what the commitment stands for.</summary>
    private async Task<object> WholeAsync()
    {
        List<object> materials = [];
        foreach (var code in await CodesAsync())
            materials.Add(new { code, uploadId = (await host.As(IntakeHost.Citizen).UploadedAsync(Uploading.Pdf())).GetProperty("id").GetGuid() });
        var form = Ops.FilledForm.Of((await host.PlanAsync()).GetProperty("form").GetProperty("schema"));
        return new { packageCode = PackageSteps.Code, answers = Answers, form, materials, commitments = new[] { Promised } };
    }

    private async Task<List<string>> CodesAsync() =>
    [
        .. (await host.PlanAsync()).GetProperty("materials").EnumerateArray()
            .Where(m => m.GetProperty("fromStep").ValueKind == JsonValueKind.Null && !m.GetProperty("name").GetString()!.Contains("承诺书", StringComparison.Ordinal))
            .Select(m => m.GetProperty("uses")[0].GetProperty("materialCode").GetString()!),
    ];

    private async Task RefusedAsync(object body, string code, string pointer)
    {
        var problem = await host.ProblemAsync(IntakeHost.Citizen, "/packages", body, 422, code);
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name == pointer);
    }

    private async Task<(long, long)> CountsAsync() => await host.RowAsync<(long, long)>("select (select count(*) from package_file), (select count(*) from case_file)");
}
