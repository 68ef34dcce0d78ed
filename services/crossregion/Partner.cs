namespace GovPlatform.CrossRegion;

/// <summary>A county that this one works with.</summary>
internal sealed record Partner(string Region, string Name, string Url, string KeyId, string PublicKey, DateTime AddedAt, int Version)
{
    public const string Columns = "region, name, url, key_id, public_key, added_at, version";
}

/// <summary>A partner county as an admin reads it.</summary>
/// <param name="PublicKey">P-256, PEM.</param>
internal sealed record PartnerView(string Region, string Name, string Url, string KeyId, string PublicKey, DateTime AddedAt)
{
    public static PartnerView Of(Partner p) => new(p.Region, p.Name, p.Url, p.KeyId, p.PublicKey, p.AddedAt);
}

/// <summary>What a county asks another: are you there, and are you you?</summary>
/// <param name="From">Region of the asking county.</param>
/// <param name="To">Region of the county that is asked.</param>
internal sealed record Ping(string From, string To, DateTime At);

/// <summary>The answer to a ping.</summary>
internal sealed record Pong(string Region, string County, DateTime At);
