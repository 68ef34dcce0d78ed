using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GovPlatform.ServiceDefaults;

/// <summary>Bearer authentication (RFC 6750): puts the <see cref="Caller"/> of a good token into the request's features.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KnownTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers.Authorization;
        if (headers.Count == 0)
            return AuthenticateResult.NoResult();
        if (headers.Count > 1 || headers[0] is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail("not one bearer token");
        try
        {
            // Tokens live in real time: Development can move the platform's clock, not their expiry.
            var (caller, refusal) = await tokens.ReadAsync(header[7..].Trim(), TimeProvider.System.GetUtcNow(), Context.RequestAborted);
            if (caller is null)
                return AuthenticateResult.Fail(refusal!);
            Context.Features.Set(caller);
            var identity = new ClaimsIdentity([new("sub", caller.Id.ToString()), new("kind", caller.Kind)], Scheme.Name, "sub", "roles");
            return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
        }
        catch (IssuerUnavailableException e)
        {
            return AuthenticateResult.Fail(e);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        if (failure is IssuerUnavailableException)
        {
            await Refusals.IssuerUnavailable().ExecuteAsync(Context);
            return;
        }
        Response.Headers.WWWAuthenticate = failure is null ? "Bearer" : $"Bearer error=\"invalid_token\", error_description=\"{failure.Message}\"";
        await (failure is null ? Refusals.NoToken() : Refusals.BadToken(failure.Message)).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.Forbidden().ExecuteAsync(Context);
}
