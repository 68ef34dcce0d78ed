using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Idempotency-Key: the answer is stored in the transaction of what the call did, so there is never one without the other.
/// Same caller, key and body: the stored answer. Other body: 422. Still being done: 409. A call that did nothing stores nothing.
/// </summary>
public static class Idempotency
{
    public const string Header = "Idempotency-Key";

    internal const string LockSql = "select pg_try_advisory_xact_lock(hashtextextended(@caller || ' ' || @key, 0))";
    internal const string FindSql = "select request_hash, status, headers::text as headers, body from idempotency where caller = @caller and key = @key";
    internal const string StoreSql = "insert into idempotency (caller, key, request_hash, status, headers, body) values ($1, $2, $3, $4, $5::jsonb, $6)";

    private static readonly string[] Kept = ["Location", "ETag", "Content-Type", "Content-Language"];

    /// <param name="required">False for transitions: a caller that lost the answer may send the key to get it again instead of a 412.</param>
    /// <param name="onlyAdds">True where all that the handler does is to store something new: nobody is locked out before, the key's own row decides at the commit, and who comes second gets the answer of the first.</param>
    public static RouteHandlerBuilder WithIdempotency(this RouteHandlerBuilder endpoint, bool required = true, bool onlyAdds = false) =>
        endpoint.AddEndpointFilter((call, next) => RunAsync(call, next, required, onlyAdds)).WithMetadata(new Taken(required));

    /// <summary>Marks the endpoint for its OpenAPI description.</summary>
    internal sealed record Taken(bool Required);

    private static async ValueTask<object?> RunAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next, bool required, bool onlyAdds)
    {
        var http = call.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 && !required)
            return await next(call);
        if (key.Length is 0 or > 200)
            return new Problem(400, "idempotency-key-required", "请给出 Idempotency-Key（1–200 个字符）", "Idempotency-Key of 1 to 200 characters is required");

        var tx = http.RequestServices.GetRequiredService<Tx>();
        var caller = http.User.FindFirst("sub")?.Value ?? "anonymous";
        var hash = await HashAsync(call);
        if (onlyAdds)
            return await AddAsync(new(http, tx, caller, key, hash), () => next(call));
        try
        {
            return await DoAsync(new(http, tx, caller, key, hash), () => next(call));
        }
        finally
        {
            // Who is answered may send the key again at once: the lock is free before the answer goes.
            await tx.DisposeAsync();
        }
    }

    private static async Task<object?> DoAsync(Asked asked, Func<ValueTask<object?>> next)
    {
        // Two statements, so that the second sees what the holder of the lock before has stored.
        var (locked, before) = await asked.Tx.FindBothAsync<bool, Stored>($"{LockSql};{FindSql}", new { caller = asked.Caller, key = asked.Key });
        if (!locked)
            return new Problem(409, "in-progress", "相同请求正在处理", "The same request is being handled") { RetryAfter = 1 };
        if (before is not null)
            return Replayed(before, asked);
        asked.Tx.CommitIsDeferred = true;
        var result = await next();
        return asked.Tx.CommitWasAsked ? await StoreAsync(asked, (IResult)result!) : result;
    }

    private static async Task<object?> AddAsync(Asked asked, Func<ValueTask<object?>> next)
    {
        if (await FindAsync(asked) is { } before)
            return before;
        asked.Tx.CommitIsDeferred = true;
        var result = await next();
        try
        {
            // What refuses this one may be what the same request, a moment before, has stored.
            return asked.Tx.CommitWasAsked ? await StoreAsync(asked, (IResult)result!) : await FindAsync(asked) ?? result;
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "idempotency_pkey" })
        {
            asked.Http.Response.Clear();
            await asked.Tx.DisposeAsync();
            return await FindAsync(asked);
        }
    }

    private static async Task<object?> FindAsync(Asked asked) =>
        await asked.Tx.PeekAsync<Stored>(FindSql, new { caller = asked.Caller, key = asked.Key }) is [var before, ..] ? Replayed(before, asked) : null;

    private static object Replayed(Stored before, Asked asked) => before.RequestHash.AsSpan().SequenceEqual(asked.Hash)
        ? new Replay(before, asked.Http.RequestServices.GetRequiredService<PersonalData>())
        : new Problem(422, "idempotency-key-reused", "该 Idempotency-Key 已用于其他内容", "This Idempotency-Key was used with other content");

    private static async Task<object?> StoreAsync(Asked asked, IResult result)
    {
        var (http, tx) = (asked.Http, asked.Tx);
        var outer = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            await result.ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = outer;
        }
        var headers = Kept.Where(name => http.Response.Headers.ContainsKey(name)).ToDictionary(name => name, name => http.Response.Headers[name].ToString());
        tx.Later(new NpgsqlBatchCommand(StoreSql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = asked.Caller },
                new NpgsqlParameter<string> { TypedValue = asked.Key },
                new NpgsqlParameter<byte[]> { TypedValue = asked.Hash },
                new NpgsqlParameter<int> { TypedValue = http.Response.StatusCode },
                new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(headers) },
                new NpgsqlParameter<string> { TypedValue = Sealed(http, buffer) },
            },
        });
        await tx.CommitNowAsync(http.RequestAborted);
        await outer.WriteAsync(buffer.ToArray(), http.RequestAborted);
        return Results.Empty;
    }

    /// <summary>An answer may hold personal data, and is kept for days.</summary>
    private static string Sealed(HttpContext http, MemoryStream body) =>
        http.RequestServices.GetRequiredService<PersonalData>().Seal(Convert.ToBase64String(body.GetBuffer().AsSpan(0, (int)body.Length)));

    /// <summary>Over address and body: of bound JSON white space and member order do not matter, of a form what stands between its parts does not, of anything else each byte does.</summary>
    private static async Task<byte[]> HashAsync(EndpointFilterInvocationContext call)
    {
        var request = call.HttpContext.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var type = call.HttpContext.GetEndpoint()!.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        if (call.Arguments.FirstOrDefault(argument => argument is not null && argument.GetType() == type) is { } bound)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(bound, bound.GetType(), GovJson.Events));
        }
        else if (request.HasFormContentType)
        {
            await AppendFormAsync(hash, request, call.HttpContext.RequestAborted);
        }
        else
        {
            request.EnableBuffering();
            hash.AppendData(await SHA256.HashDataAsync(request.Body, call.HttpContext.RequestAborted));
            request.Body.Position = 0;
        }
        return hash.GetHashAndReset();
    }

    // Every client that sends a form again chooses another boundary.
    private static async Task AppendFormAsync(IncrementalHash hash, HttpRequest request, CancellationToken ct)
    {
        try
        {
            var form = await request.ReadFormAsync(ct);
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => new { field.Key, Values = field.Value.ToArray() })));
            foreach (var file in form.Files)
            {
                await using var content = file.OpenReadStream();
                hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { file.Name, file.FileName, Digest = await SHA256.HashDataAsync(content, ct) }));
            }
        }
        catch (InvalidDataException)
        {
            // The endpoint finds the same form unreadable, and does nothing.
        }
    }

    private sealed record Asked(HttpContext Http, Tx Tx, string Caller, string Key, byte[] Hash);

    private sealed record Stored(byte[] RequestHash, int Status, string Headers, string Body);

    private sealed class Replay(Stored stored, PersonalData personal) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = stored.Status;
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Headers)!)
                httpContext.Response.Headers[name] = value;
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            await httpContext.Response.Body.WriteAsync(Convert.FromBase64String(personal.Open(stored.Body)), httpContext.RequestAborted);
        }
    }
}
