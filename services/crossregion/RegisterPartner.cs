using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.CrossRegion;

/// <summary>A county to work with.</summary>
/// <param name="Region">Six digits.</param>
/// <param name="Url">Address of its gateway.</param>
/// <param name="PublicKey">P-256, PEM, as its GET /partner/v1/key answers.</param>
public sealed record RegisterPartnerRequest(
    [property: Required, RegularExpression("[0-9]{6}")] string Region,
    [property: Required, StringLength(100, MinimumLength = 2)] string Name,
    [property: Required, StringLength(300), Url] string Url,
    [property: Required, StringLength(1000)] string PublicKey);

/// <summary>An admin makes another county known, with the key that its messages are checked by.</summary>
internal static class RegisterPartner
{
    public static void MapPartners(this RouteGroupBuilder api)
    {
        api.MapPost("/partners", RegisterAsync).WithName("RegisterPartner").AllowRoles(Role.Admin).WithIdempotency();
        api.MapGet("/partners", ListAsync).WithName("ListPartners").AllowRoles(Role.Admin);
    }

    /// <summary>Registers a partner county.</summary>
    private static async Task<Results<Created<PartnerView>, Problem>> RegisterAsync(RegisterPartnerRequest request, Tx tx, GovSettings settings, TimeProvider time)
    {
        if (request.Region == settings.Region) return Problems.OwnRegion();
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return Problems.NoAddress();
        using var key = PublicKey.Read(request.PublicKey);
        if (key is null) return Problems.NoKey();

        var partner = new Partner(
            request.Region, request.Name, url.GetLeftPart(UriPartial.Authority), PublicKey.Id(request.Region, key), PublicKey.Pem(key), time.GetUtcNow().UtcDateTime, 1);
        var added = await tx.ExecuteAsync("""
            insert into partner (region, name, url, key_id, public_key, added_at, version)
            values (@Region, @Name, @Url, @KeyId, @PublicKey, @AddedAt, @Version)
            on conflict (region) do nothing
            """, partner);
        if (added == 0) return Problems.PartnerExists();
        tx.Audit("register", "partner", partner.Region, new { partner.KeyId, partner.Url });
        await tx.CommitAsync();
        return TypedResults.Created($"/api/crossregion/v1/partners/{partner.Region}", PartnerView.Of(partner));
    }

    /// <summary>The partner counties.</summary>
    private static async Task<Ok<IReadOnlyList<PartnerView>>> ListAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var partners = await db.QueryAsync<Partner>($"select {Partner.Columns} from partner order by region limit 1000");
        return TypedResults.Ok<IReadOnlyList<PartnerView>>([.. partners.Select(PartnerView.Of)]);
    }
}
