using System.Net;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>intake with a catalogue whose first material takes 2,000 bytes.</summary>
public sealed class LimitedHost : IntakeHost
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Catalogue.RowAsync<int>("""
            update material
            set detail = jsonb_set(detail, '{maxBytes}', '2000')
            where matter_id = (select id from matter where code = @MatterCode and status = 'published')
              and serial = 1
            returning 1
            """, new { MatterCode });
    }
}

public sealed class Limits_of_materials(LimitedHost host) : IClassFixture<LimitedHost>
{
    [Fact]
    public async Task what_the_catalogue_sets_holds_for_every_way_in()
    {
        var draft = await host.DraftAsync();
        var limited = Assert.Single(draft.GetProperty("materials").EnumerateArray(), m => m.GetProperty("maxBytes").ValueKind != JsonValueKind.Null);
        Assert.Equal(2000, limited.GetProperty("maxBytes").GetInt32());
        var code = limited.GetProperty("code").GetString()!;
        var other = draft.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()!).First(any => any != code);
        var large = Uploading.Pdf(2001);

        using var put = await host.PutAsync(IntakeHost.Citizen, draft, code, large);
        Assert.Equal(2000, (await Filing_a_case.ProblemAsync(put, 413, "too-large")).GetProperty("maxBytes").GetInt32());
        using var elsewhere = await host.PutAsync(IntakeHost.Citizen, draft, other, large);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);

        var upload = (await host.As(IntakeHost.Citizen).UploadedAsync(Uploading.Pdf(2001))).GetProperty("id").GetGuid();
        var created = new { matterCode = host.MatterCode, form = host.Form, materials = new[] { new { code = other, uploadId = upload }, new { code, uploadId = upload } } };
        var problem = await host.ProblemAsync(IntakeHost.Citizen, "/cases", created, 413, "too-large");
        Assert.Equal("/materials/1/uploadId", problem.GetProperty("errors").EnumerateObject().Single().Name);
        await host.PostAsync(IntakeHost.Citizen, "/cases", new { created.matterCode, created.form, materials = new[] { new { code = other, uploadId = upload } } });
    }

    [Fact]
    public async Task what_was_handed_in_before_there_was_the_limit_is_not_taken_over_either()
    {
        var earlier = await host.DraftAsync();
        foreach (var code in earlier.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()!))
        {
            await host.RowAsync<int?>("update case_material set max_bytes = null where case_id = @id and code = @code returning 1", new { id = IntakeHost.Id(earlier), code });
            using var put = await host.PutAsync(IntakeHost.Citizen, earlier, code, Uploading.Pdf(3000));
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }
        await host.MoveAsync(IntakeHost.Citizen, earlier, "submit");
        var draft = await host.DraftAsync();
        var limited = draft.GetProperty("materials").EnumerateArray().Single(m => m.GetProperty("maxBytes").ValueKind != JsonValueKind.Null).GetProperty("code").GetString()!;
        var had = (await host.GetAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(draft)}/on-file")).EnumerateArray().Single(paper => paper.GetProperty("code").GetString() == limited).GetProperty("reference").GetString();
        await host.ProblemAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(draft)}/on-file", new { materials = new[] { new { code = limited, reference = had } } }, 413, "too-large");
        var problem = await host.ProblemAsync(IntakeHost.Citizen, "/cases", new { matterCode = host.MatterCode, form = host.Form, materials = new[] { new { code = limited, onFile = had } } }, 413, "too-large");
        Assert.Equal("/materials/0/onFile", problem.GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task in_a_package_the_least_limit_of_the_sub_cases_that_it_goes_to_holds()
    {
        var package = await host.OpenedAsync();
        var shared = package.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("uses").GetArrayLength() > 1 && m.GetProperty("fromStep").ValueKind == JsonValueKind.Null);
        var codes = shared.GetProperty("uses").EnumerateArray().Select(use => use.GetProperty("materialCode").GetString()!).ToList();
        await host.RowAsync<int?>("update case_material set max_bytes = 1500 where code = @code and case_id in (select id from case_file where package_id = @id) returning 1", new { id = IntakeHost.Id(package), code = codes[^1] });
        using var large = await host.PutPackageMaterialAsync(package, codes[0], Uploading.Pdf(1501));
        Assert.Equal(1500, (await Filing_a_case.ProblemAsync(large, 413, "too-large")).GetProperty("maxBytes").GetInt32());
        using var fits = await host.PutPackageMaterialAsync(package, codes[0], Uploading.Pdf(1500));
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
    }
}
