using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>
/// Takes the numbers that the services' own counters would have given, many at once and committed at once: no lock is held while rows are
/// written, later numbers continue, and a load that fails leaves a gap and no number twice.
/// </summary>
internal static class SeedNumbers
{
    public static async Task GiveAsync(SeedDatabases databases, IReadOnlyList<SeedCase> cases)
    {
        await using (var db = await databases.OpenAsync("intake"))
        {
            await GiveAsync(cases, one => (one.Matter.Ref.Code, one.NumberDay), counts => TakeSerialsAsync(db, counts),
                (one, serial) => one.Number = CaseNumber.Create(MatterCode.Parse(one.Matter.Ref.Code), one.NumberDay, serial).Value);
            await GiveAsync(cases.Where(one => one.ReceivedAt is not null), one => ("receipt", ChinaTime.Date(one.ReceivedAt!.Value)), counts => TakeSerialsAsync(db, counts),
                (one, serial) => one.Receipt = $"SJ{databases.Region}{ChinaTime.Date(one.ReceivedAt!.Value):yyyyMMdd}{serial:D5}");
        }
        await LicenseAsync(databases, cases);
    }

    private static async Task GiveAsync<TKey>(
        IEnumerable<SeedCase> cases, Func<SeedCase, TKey> key, Func<IReadOnlyDictionary<TKey, int>, Task<Dictionary<TKey, int>>> take, Action<SeedCase, int> give) where TKey : notnull
    {
        var groups = cases.GroupBy(key).ToDictionary(group => group.Key, group => group.OrderBy(one => one.CreatedAt).ToList());
        var lasts = await take(groups.ToDictionary(group => group.Key, group => group.Value.Count));
        foreach (var (of, ones) in groups)
            for (var i = 0; i < ones.Count; i++)
                give(ones[i], lasts[of] - ones.Count + 1 + i);
    }

    private static async Task<Dictionary<(string, DateOnly), int>> TakeSerialsAsync(NpgsqlConnection db, IReadOnlyDictionary<(string Kind, DateOnly Day), int> counts) =>
        (await db.QueryAsync<(string Kind, DateTime Day, int Last)>("""
            insert into daily_serial as s (kind, day, last)
            select kind, day, count
            from unnest(@kinds, @days, @counts) as wanted (kind, day, count)
            order by kind, day
            on conflict (kind, day) do update set last = s.last + excluded.last
            returning kind, day::timestamp, last
            """, new
        {
            kinds = counts.Keys.Select(key => key.Kind).ToArray(),
            days = counts.Keys.Select(key => key.Day).ToArray(),
            counts = counts.Values.ToArray(),
        })).ToDictionary(row => (row.Kind, DateOnly.FromDateTime(row.Day)), row => row.Last);

    /// <summary>One valid licence for each holder and type: a second grant renews the first, with its serial and number, in the next version.</summary>
    private static async Task LicenseAsync(SeedDatabases databases, IReadOnlyList<SeedCase> cases)
    {
        var granted = cases.Where(one => one is { Outcome: "granted", Matter.Ref.LicenceType: not null }).OrderBy(one => one.DecidedAt).ToList();
        var first = granted.DistinctBy(Holding).ToList();
        var serials = new Dictionary<SeedCase, int>();
        await using var db = await databases.OpenAsync("certificates");
        await GiveAsync(first, one => (one.Matter.Ref.DepartmentCode, one.Matter.Ref.LicenceType!, ChinaTime.Date(one.DecidedAt!.Value).Year),
            counts => TakeSerialsAsync(db, counts), (one, serial) => serials[one] = serial);
        var held = new Dictionary<(Guid, string, string), SeedLicence>();
        foreach (var one in granted)
            held[Holding(one)] = one.Licence = held.TryGetValue(Holding(one), out var before) ? Renew(one, before) : Issue(one, serials[one]);
    }

    private static (Guid, string, string) Holding(SeedCase one) => (one.Person.Id, one.Matter.Ref.LicenceType!, one.Matter.Ref.DepartmentCode);

    private static SeedLicence Issue(SeedCase one, int serial)
    {
        var (matter, year) = (one.Matter.Ref, ChinaTime.Date(one.DecidedAt!.Value).Year);
        return Make(one, LicenceId.Create(LicenceTypeCode.Parse(matter.LicenceType!), matter.DepartmentCode, $"{year}{serial:D6}", 1),
            $"{matter.DepartmentName}〔{year}〕{matter.LicenceType![18..]}第{serial:D6}号");
    }

    private static SeedLicence Renew(SeedCase one, SeedLicence before)
    {
        before.Superseded = true;
        return Make(one, LicenceId.Parse(before.LicenceId).Next(), before.Number);
    }

    private static SeedLicence Make(SeedCase one, LicenceId id, string number) => new()
    {
        Id = SeedId.Of(one.DecidedAt!.Value, one.Run, one.N),
        LicenceId = id.Value,
        Number = number,
        IssuedAt = one.DecidedAt.Value.AddSeconds(2),
        ValidUntil = one.Matter.Ref.LicenceValidYears is { } years ? ChinaTime.Date(one.DecidedAt.Value).AddYears(years).AddDays(-1) : null,
        VerificationCode = RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 12),
    };

    private static async Task<Dictionary<(string, string, int), int>> TakeSerialsAsync(NpgsqlConnection db, IReadOnlyDictionary<(string Issuer, string Type, int Year), int> counts) =>
        (await db.QueryAsync<(string Issuer, string Type, int Year, int Last)>("""
            insert into licence_serial as s (issuer_code, licence_type, year, last)
            select issuer, type, year, count
            from unnest(@issuers, @types, @years, @counts) as wanted (issuer, type, year, count)
            order by issuer, type, year
            on conflict (issuer_code, licence_type, year) do update set last = s.last + excluded.last
            returning issuer_code, licence_type, year, last
            """, new
        {
            issuers = counts.Keys.Select(key => key.Issuer).ToArray(),
            types = counts.Keys.Select(key => key.Type).ToArray(),
            years = counts.Keys.Select(key => key.Year).ToArray(),
            counts = counts.Values.ToArray(),
        })).ToDictionary(row => (row.Issuer, row.Type, row.Year), row => row.Last);
}
