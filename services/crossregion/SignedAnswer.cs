namespace GovPlatform.CrossRegion;

/// <summary>A JSON answer with its digest and this county's signature over it and over the signature of the request.</summary>
/// <param name="requestSignature">The byte sequence of the request's Signature member.</param>
internal sealed class SignedAnswer(byte[] content, string requestSignature, OwnKey own) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var digest = HttpSignature.Digest(content);
        var (key, id) = await own.GetAsync(httpContext.RequestAborted);
        using (key)
        {
            var (input, signature) = HttpSignature.Sign(key, id, TimeProvider.System.GetUtcNow(), HttpSignature.OfAnswer, component => component switch
            {
                "\"@status\"" => "200",
                "\"content-type\"" => "application/json",
                "\"content-digest\"" => digest,
                _ => requestSignature,
            });
            response.Headers["Content-Digest"] = digest;
            response.Headers["Signature-Input"] = input;
            response.Headers["Signature"] = signature;
        }
        response.ContentType = "application/json";
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }
}
