using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>The authorization endpoint (RFC 6749 §4.1, PKCE by RFC 7636) with a sign-in page of Development, where one picks a seeded person.</summary>
internal static class Authorize
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SignInLife = TimeSpan.FromHours(12);

    public static void MapAuthorize(this IEndpointRouteBuilder app)
    {
        app.MapGet("/authorize", AskAsync).WithName("AskToSignIn").AllowAnonymous();
        app.MapPost("/authorize", SignInAsync).WithName("SignIn").AllowAnonymous().DisableAntiforgery();
    }

    /// <summary>Shows whom one can sign in as.</summary>
    internal static async Task<IResult> AskAsync(HttpContext http, NpgsqlDataSource source, PersonalData personal, GovSettings settings, AuthSettings auth, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var request = SignInRequest.Of(http.Request.Query);
        if (await RefuseAsync(db, request, auth) is { } no)
            return no;
        SignInPage.Protect(http.Response);
        var people = await db.QueryAsync<SignInChoice>(SignInChoice.Seeded);
        return TypedResults.Content(SignInPage.Of(settings.County, request, people.Select(x => x.Opened(personal))), "text/html; charset=utf-8");
    }

    /// <summary>Takes the choice and sends the browser back with a code.</summary>
    internal static async Task<IResult> SignInAsync(HttpContext http, Tx tx, NpgsqlDataSource source, AuthSettings auth, CancellationToken ct)
    {
        // Another site must not sign a browser in as somebody of its choosing.
        if (http.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
            return Problems.NotFromSignInPage();
        if (!http.Request.HasFormContentType)
            return Problems.NotFromSignInPage();
        var form = await http.Request.ReadFormAsync(ct);
        var request = SignInRequest.Of(form);
        await using (var db = await source.OpenConnectionAsync(ct))
            if (await RefuseAsync(db, request, auth) is { } no)
                return no;
        if (!Guid.TryParse(form["account"], out var account)
            || !await tx.ScalarAsync<bool>("select exists (select from account where id = @account and status = 'active')", new { account }))
            return Back(request, auth, ("error", "access_denied"), ("error_description", "no such person"));

        var code = NewSecret();
        await tx.ExecuteAsync("""
            insert into sign_in (id, client_id, account_id, redirect_uri, challenge, nonce, scope, code_hash, code_expires_at, expires_at)
            values (@id, @ClientId, @account, @RedirectUri, @Challenge, @Nonce, @scope, @hash, now() + @CodeLife, now() + @SignInLife)
            """, new
        {
            id = Guid.CreateVersion7(), request.ClientId, account, request.RedirectUri, request.Challenge, request.Nonce, scope = request.Scope ?? "",
            hash = Client.Hash(code), CodeLife, SignInLife,
        });
        tx.Audit("person.signed-in", "account", account.ToString(), new { request.ClientId });
        await tx.CommitAsync(ct);
        return Back(request, auth, ("code", code));
    }

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    // An unknown client or address gets a page and never a redirect: it may be an attacker's.
    private static async Task<IResult?> RefuseAsync(NpgsqlConnection db, SignInRequest request, AuthSettings auth)
    {
        var client = request.ClientId is { } id ? await db.QuerySingleOrDefaultAsync<Client>(Client.ById, new { id }) : null;
        if (client is null)
            return Problems.UnknownClient();
        if (!client.MayReturnTo(request.RedirectUri))
            return Problems.UnknownRedirect();
        return request.Refusal is var (error, why) ? Back(request, auth, ("error", error), ("error_description", why)) : null;
    }

    private static RedirectHttpResult Back(SignInRequest request, AuthSettings auth, params (string Name, string Value)[] answer)
    {
        var query = answer.Append(("iss", auth.Issuer)).ToDictionary(x => x.Item1, x => (string?)x.Item2);
        if (request.State is not null)
            query["state"] = request.State;
        return TypedResults.Redirect(QueryHelpers.AddQueryString(request.RedirectUri!, query));
    }
}
