using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>The catalogue's service with an empty catalogue.</summary>
public sealed class MattersHost() : ServiceHost<MatterContent>("matters")
{
    internal static Caller EditorElsewhere { get; } = People.Editor with { Id = Guid.CreateVersion7(), Department = People.OtherDepartment };

    /// <summary>A matter of its own for each test: the number goes into the basic code.</summary>
    internal async Task<MatterAnswer> DraftAsync(int number, Func<MatterContent, MatterContent>? but = null)
    {
        var content = Unit.Matters.Examples.Content($"410113{number:D3}000");
        using var answer = await PostAsync(As(People.Editor), "/api/matters/v1/matters", but is null ? content : but(content), key: $"{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.ReadAsync<MatterAnswer>();
    }

    internal async Task<MatterAnswer> PublishedAsync(int number)
    {
        var draft = await DraftAsync(number);
        using var answer = await ChangeAsync(draft, "publish");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadAsync<MatterAnswer>();
    }

    /// <summary>The digest of an uploaded file.</summary>
    internal async Task<string> UploadedAsync(byte[] content, string name = "空表.pdf", Caller? by = null)
    {
        using var answer = await UploadAsync(content, name, by);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.ReadAsync<JsonElement>()).GetProperty("sha256").GetString()!;
    }

    internal async Task<HttpResponseMessage> UploadAsync(byte[] content, string name = "空表.pdf", Caller? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/matters/v1/files?name={Uri.EscapeDataString(name)}")
        {
            Content = new ByteArrayContent(content), Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } },
        };
        return await As(by ?? People.Editor).SendAsync(request);
    }

    /// <summary>Sends a file in as CSV of matters, and says which import it is.</summary>
    internal async Task<Guid> ImportAsync(string matters)
    {
        using var answer = await Imports.SendAsync(As(People.Editor), new StringContent(matters));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.ReadAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    internal Task<HttpResponseMessage> ChangeAsync(MatterAnswer matter, string action, int? revision = null, Caller? by = null) =>
        PostAsync(As(by ?? People.Editor), $"/api/matters/v1/matters/{matter.Code}/versions/{matter.Version}/{action}", null, ifMatch: revision ?? matter.Revision);

    internal static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object? body, string? key = null, int? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: GovJson.Events) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{ifMatch}\""));
        return await client.SendAsync(request);
    }
}

/// <summary>The catalogue's service with the seed of its county.</summary>
public sealed class SeededMatters() : ServiceHost<MatterContent>("matters")
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Gov:Seed", "true")];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        for (var tries = 0; tries < 100 && await RowAsync<long>("select count(*) from matter") == 0; tries++)
            await Task.Delay(100);
    }
}

internal sealed record MatterAnswer(
    string Code, int Version, string Status, int Revision, string Name, string HandlingType, string DepartmentCode, string DepartmentName,
    int? StatutoryDays, int PromisedDays, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide, List<MaterialItem> Materials);

internal static class Answers
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer) => JsonSerializer.Deserialize<T>(await answer.Content.ReadAsStringAsync(), GovJson.Events)!;

    public static async Task<string?> CodeAsync(this HttpResponseMessage answer) => (await answer.ReadAsync<JsonElement>()).GetProperty("code").GetString();
}
