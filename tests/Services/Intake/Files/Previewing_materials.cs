using System.Net;
using System.Text;
using System.Text.Json;
using GovPlatform.Intake;

namespace GovPlatform.Tests.Services.Intake;

public sealed class Previewing_materials(ScanningHost host) : IClassFixture<ScanningHost>
{
    private static readonly byte[] PngHead = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    // Of one pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task a_page_of_a_pdf_is_a_picture_made_once()
    {
        var pdf = Pages(2);
        var (file, code) = await HandedInAsync(pdf);
        var first = await PictureAsync(file, code, 1);
        Assert.Equal(PngHead, first[..4]);
        // Its longer side is 1,600 pixels.
        Assert.Equal(1600, (first[20] << 24) | (first[21] << 16) | (first[22] << 8) | first[23]);
        Assert.Equal(PngHead, (await PictureAsync(file, code, 2))[..4]);
        var kept = Path.Combine(host.Services.GetService(typeof(FileStore)) is FileStore store ? store.WorkFolder("previews") : "", $"{Uploading.Sha256(pdf)}-1.png");
        var made = File.GetLastWriteTimeUtc(kept);
        Assert.Equal(first, await PictureAsync(file, code, 1));
        Assert.Equal(made, File.GetLastWriteTimeUtc(kept));
        await RefusedAsync(file, code, 3, 404, "no-such-page");
        await RefusedAsync(file, code, 0, 422, "page-out-of-range");
        await RefusedAsync(file, code, 501, 422, "page-out-of-range");
    }

    [Fact]
    public async Task an_image_is_shown_as_it_is_and_what_cannot_be_read_has_no_preview()
    {
        var (file, code) = await HandedInAsync(Png, "image/png");
        Assert.Equal(Png, await PictureAsync(file, code, 1));
        await RefusedAsync(file, code, 2, 404, "no-such-page");
        var (broken, its) = await HandedInAsync(Uploading.Pdf());
        await RefusedAsync(broken, its, 1, 422, "no-preview");
        await RefusedAsync(broken, its, 1, 422, "no-preview");
        await host.RowAsync<int?>("update case_material set media_type = 'application/ofd' where case_id = @id and code = @code returning 1", new { id = IntakeHost.Id(file), code });
        await RefusedAsync(file, code, 1, 422, "no-preview");
    }

    [Fact]
    public async Task nothing_is_opened_that_is_not_known_to_be_clean()
    {
        var (draft, code) = await DraftAsync();
        var infected = ScanningHost.Infected;
        using (await host.PutAsync(IntakeHost.Citizen, draft, code, infected))
            await host.ScannedAsync(infected, Scan.Infected);
        await RefusedAsync(draft, code, 1, 409, "infected");
        var (file, its) = await HandedInAsync(Pages(1));
        foreach (var (scan, problem) in new[] { (Scan.Not, "scan-pending"), (Scan.Failed, "not-clean") })
        {
            await host.RowAsync<int?>("update stored_file set scan = @scan where sha256 = (select sha256 from case_material where case_id = @id and code = @its) returning 1", new { scan, id = IntakeHost.Id(file), its });
            using var answer = await AskAsync(file, its, 1);
            // Scanned again at once, what was not scanned may be clean by now.
            if (scan == Scan.Failed || answer.StatusCode != HttpStatusCode.OK)
                await Filing_a_case.ProblemAsync(answer, 409, problem);
        }
    }

    [Fact]
    public async Task a_stranger_finds_nothing_and_staff_say_why()
    {
        var (file, code) = await HandedInAsync(Pages(1));
        using var stranger = await host.As(People.Stranger).GetAsync(Address(file, code, 1));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        var atCounter = await host.PostAsync(People.Clerk, "/cases", new { matterCode = host.MatterCode, applicantId = IntakeHost.Citizen.Id, form = host.Form });
        var content = Pages(1);
        using (await host.PutAsync(People.Clerk, atCounter, code, content))
            await host.ScannedAsync(content, Scan.Clean);
        using var silent = await host.As(People.Clerk).GetAsync(Address(atCounter, code, 1));
        await Filing_a_case.ProblemAsync(silent, 400, "purpose-required");
    }

    private async Task<(JsonElement File, string Code)> HandedInAsync(byte[] content, string type = "application/pdf")
    {
        var (draft, code) = await DraftAsync();
        using var put = await host.PutAsync(IntakeHost.Citizen, draft, code, content, type);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        await host.ScannedAsync(content, Scan.Clean);
        return (draft, code);
    }

    private async Task<(JsonElement Draft, string Code)> DraftAsync()
    {
        var draft = await host.DraftAsync();
        return (draft, draft.GetProperty("materials")[0].GetProperty("code").GetString()!);
    }

    private async Task<byte[]> PictureAsync(JsonElement file, string code, int page)
    {
        using var answer = await AskAsync(file, code, page);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task RefusedAsync(JsonElement file, string code, int page, int status, string problem)
    {
        using var answer = await AskAsync(file, code, page);
        await Filing_a_case.ProblemAsync(answer, status, problem);
    }

    private Task<HttpResponseMessage> AskAsync(JsonElement file, string code, int page) => host.As(IntakeHost.Citizen).GetAsync(Address(file, code, page));

    private static Uri Address(JsonElement file, string code, int page) => new($"/api/intake/v1/cases/{IntakeHost.Id(file)}/materials/{code}/preview?page={page}", UriKind.Relative);

    /// <summary>A PDF of so many empty pages of A4, unlike any other.</summary>
    private static byte[] Pages(int count)
    {
        var pages = Enumerable.Range(3, count).ToList();
        return Encoding.ASCII.GetBytes(
            $"%PDF-1.4\n% {Guid.NewGuid()}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{string.Join(' ', pages.Select(page => $"{page} 0 R"))}]/Count {count}>>endobj\n"
            + string.Concat(pages.Select(page => $"{page} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n")) + "trailer<</Root 1 0 R>>\n%%EOF\n");
    }
}
