namespace GovPlatform.Tests.Unit;

public sealed class Audit_entries
{
    private static readonly DateTime At = new(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);

    private static readonly AuditEntry Entry = new("410497", 1, At, At.AddSeconds(-1), "actor", "staff", "grant", "case", "1", """{"a": 1}""", null);

    [Fact]
    public void the_hash_is_what_the_documented_bytes_give() =>
        Assert.Equal("c1f0b9694a88902d2e90088eb1c58f7a38ba7beaa6465796d98a6c8a201e13fd", Convert.ToHexStringLower(Entry.Hash(AuditEntry.Genesis)));

    [Fact]
    public void every_field_and_the_entry_before_count()
    {
        AuditEntry[] others =
        [
            Entry with { Region = "410498" }, Entry with { Seq = 2 }, Entry with { SealedAt = At.AddMicroseconds(1) }, Entry with { At = At },
            Entry with { Actor = "b" }, Entry with { ActorKind = "b" }, Entry with { Action = "b" }, Entry with { ObjectType = "b" },
            Entry with { ObjectId = "b" }, Entry with { Detail = """{"a":1}""" }, Entry with { Detail = null }, Entry with { TraceId = "" },
            Entry with { Actor = "actors", ActorKind = "taff" },
        ];
        var hashes = others.Select(entry => entry.Hash(AuditEntry.Genesis)).Append(Entry.Hash(AuditEntry.Genesis)).Append(Entry.Hash(new byte[32].Select(_ => (byte)1).ToArray()));
        Assert.Equal(others.Length + 2, hashes.Select(Convert.ToHexStringLower).Distinct().Count());
    }
}
