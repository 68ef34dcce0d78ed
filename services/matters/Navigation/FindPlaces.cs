using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>'Nearest that takes this matter and is open now'.</summary>
internal static class FindPlaces
{
    private static readonly DateTime Earliest = new(2007, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/matters/{code}/places", FindAsync).WithName("FindPlaces").AllowAnonymous()
            .WithSummary("The places that take a matter, nearest first; without coordinates by kind and name. open=true: only those open then");

    /// <summary>Metres over the great circle (haversine, mean radius of the Earth); null where either side has no coordinates. A county has some hundred places: all that take the matter are put in order.</summary>
    internal const string Sql = $"""
        select {HallSql.Columns}, p.windows,
            round(2 * 6371008.8 * asin(sqrt(least(1,
                sin(radians(h.latitude - @Lat) / 2) ^ 2 + cos(radians(@Lat)) * cos(radians(h.latitude)) * sin(radians(h.longitude - @Lng) / 2) ^ 2))))::bigint as metres
        from (
            select t.hall_id, array_agg(t.number order by w.position) as windows
            from window_take t
            join hall_window w on w.hall_id = t.hall_id and w.number = t.number
            where t.region = @Region
                and t.what = any(@What)
            group by t.hall_id) p
        join hall h on h.id = p.hall_id
        order by metres nulls last, h.rank, h.name
        limit @Limit
        """;

    private static async Task<Results<Ok<Places>, Problem>> FindAsync(
        string code,
        [Description("Degrees north, CGCS2000 or WGS84")] double? lat,
        [Description("Degrees east")] double? lng,
        [Description("RFC 3339; now where it is left out")] DateTimeOffset? at,
        [Description("Only places that are open then")] bool? open,
        int? limit, NpgsqlDataSource source, GovSettings settings, WorkingDays days, TimeProvider time, CancellationToken ct)
    {
        var moment = (at ?? time.GetUtcNow()).UtcDateTime;
        if (Refused(lat, lng, moment) is { } no)
            return no;
        await using var db = await source.OpenConnectionAsync(ct);
        var matter = await db.QuerySingleOrDefaultAsync<Asked>(
            """
            select status, department_code, kept_out, content -> 'elements' ->> 'onlineAddress' as online_address
            from matter
            where code = @code
                and region = @Region
                and status in ('published', 'suspended')
            """, new { code, settings.Region });
        if (matter is null)
            return Problem.NotFound();
        if (matter.Status != MatterStatus.Published)
            return NavigationProblems.NotPublished(matter.Status);

        string[] what = matter.KeptOut ? [code] : [HallRules.Everything, matter.DepartmentCode, code];
        var take = Paging.Limit(limit);
        List<Place> places = [];
        var (any, more) = (false, false);
        // Whether a place is open is known only here: places are read in order until enough of them are.
        await foreach (var place in db.QueryUnbufferedAsync<Row>(Sql, new { Lat = lat, Lng = lng, settings.Region, What = what, Limit = open == true ? (int?)null : take + 1 }))
        {
            any = true;
            var told = place.At(moment, days);
            if (open == true && !told.Opening.Open)
                continue;
            if (more = places.Count == take)
                break;
            places.Add(told);
        }
        return any ? TypedResults.Ok(new Places(moment, places, more)) : NavigationProblems.NoPlace(matter.OnlineAddress);
    }

    private static Problem? Refused(double? lat, double? lng, DateTime at)
    {
        if (lat is null != lng is null)
            return NavigationProblems.CoordinatesIncomplete();
        // Written so that NaN fails too.
        if (lat is not (null or (>= -90 and <= 90)) || lng is not (null or (>= -180 and <= 180)))
            return NavigationProblems.CoordinatesRange();
        return at < Earliest || at > Latest ? NavigationProblems.MomentRange() : null;
    }

    /// <summary>What the answer is about, nearest first.</summary>
    /// <param name="More">Others take it too, further away: the limit left them out.</param>
    internal sealed record Places(DateTime At, IReadOnlyList<Place> Items, bool More);

    /// <summary>A place that takes the matter.</summary>
    /// <param name="Metres">As the crow flies; null without coordinates.</param>
    /// <param name="Windows">Numbers of the windows that take it.</param>
    internal sealed record Place(
        Guid Id, string Name, string Kind, string Address, double? Latitude, double? Longitude, string? Phone, long? Metres,
        IReadOnlyList<string> Windows, Opening Opening, IReadOnlyList<OpenPeriod> Hours);

    private sealed record Asked(string Status, string DepartmentCode, bool KeptOut, string? OnlineAddress);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Kind { get; init; }
        public required string Address { get; init; }
        public double? Latitude { get; init; }
        public double? Longitude { get; init; }
        public string? Phone { get; init; }
        public required IReadOnlyList<OpenPeriod> Hours { get; init; }
        public required IReadOnlyList<HoursException> Exceptions { get; init; }
        public bool OpenOnHolidays { get; init; }
        public required string[] Windows { get; init; }
        public long? Metres { get; init; }

        public Place At(DateTime moment, WorkingDays days) => new(
            Id, Name, Kind, Address, Latitude, Longitude, Phone, Metres, Windows, new OpeningHours(Hours, Exceptions, OpenOnHolidays).At(moment, days), Hours);
    }
}
