using System.Net.Http.Headers;
using System.Net.Http.Json;
using GovPlatform.Tests.Services;

namespace GovPlatform.Tests.Architecture;

/// <summary>A real object behind an endpoint, of <see cref="People.Citizen"/> or <see cref="Owner"/> and of <see cref="People.Department"/>.</summary>
/// <param name="Path">The call that reaches it.</param>
/// <param name="Body">What the call must hold to get as far as the object.</param>
/// <param name="Trace">For lists: what is in the answer of those who may see it.</param>
/// <param name="Draft">The same call for an object that is still a draft.</param>
/// <param name="ForStaff">The same call for an object that staff of any department may reach.</param>
internal sealed record Sample(string Path, object? Body = null, string? Trace = null, string? Draft = null, string? ForStaff = null)
{
    public Caller Owner { get; init; } = People.Citizen;

    /// <summary>Columns whose callers see the draft.</summary>
    public IReadOnlyList<string> Drafters { get; init; } = [Kind.Citizen];

    /// <summary>The call: it names a version that no object has, so that it gets as far as the object and changes nothing.</summary>
    public HttpRequestMessage Request(string method, string path) => new(new(method), path)
    {
        Content = Body switch
        {
            null => null,
            byte[] file => new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } },
            ReadOnlyMemory<byte> part => new ReadOnlyMemoryContent(part) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } },
            _ => JsonContent.Create(Body, Body.GetType(), options: GovJson.Events),
        },
        Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" }, { "If-Match", "\"999\"" }, { "Purpose", "test" } },
    };
}
