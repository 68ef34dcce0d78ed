namespace GovPlatform.Gateway;

/// <summary>/docs: every service's OpenAPI document as a page for people, made in the browser from the same documents that programs read.</summary>
internal static class Docs
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void MapDocs(this WebApplication app)
    {
        app.MapGet("/", () => TypedResults.Redirect("/docs")).AllowAnonymous();
        Map(app, "/docs", "docs.html", "text/html; charset=utf-8");
        // The web client's sign-in comes back here; the page trades the code for a token.
        Map(app, "/docs/callback", "docs.html", "text/html; charset=utf-8");
        Map(app, "/docs/docs.js", "docs.js", "text/javascript; charset=utf-8");
        Map(app, "/docs/docs.css", "docs.css", "text/css; charset=utf-8");
    }

    private static void Map(WebApplication app, string path, string file, string type)
    {
        using var stream = new MemoryStream();
        typeof(Docs).Assembly.GetManifestResourceStream($"docs/{file}")!.CopyTo(stream);
        var content = stream.ToArray();
        app.MapGet(path, (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(content, type);
        }).AllowAnonymous();
    }
}
