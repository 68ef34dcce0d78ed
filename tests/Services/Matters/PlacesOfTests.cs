using System.Net;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Places for tests of navigation.</summary>
internal static class PlacesOfTests
{
    extension(MattersHost)
    {
        /// <summary>SQL that fills 20 counties with 1,000 published matters each.</summary>
        public static string Counties => """
            insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience,
                content, name_grams, text_grams, created_at, updated_at)
            select gen_random_uuid(), '11' || (410401 + r) || lpad(n::text, 23, 'X'), 1, 'published', 1, lpad(n::text, 12, '0'), '01', '事项' || n,
                '11' || (410401 + r) || '000000019W', '部门', '1', '{1}',
                jsonb_build_object('elements', jsonb_build_object('userTopics', jsonb_build_array('题' || n % 20), 'serviceScope', '2')), '{}', '{}', now(), now()
            from generate_series(1, 20) r, generate_series(1, 1000) n;
            insert into matter_search (region, code, version, status, matter_type, handling_type, audience, department_code, department_name, name, title, said, initials,
                weight, statutory_unit, promised_days, promised_unit, has_fee, auto_decide, names, texts, making)
            select region, code, 1, status, '01', '1', audience, department_code, department_name, name, name, name, '', 1, '1', 0, '1', false, false, '', '', 1
            from matter
            where region <> '410497';
            analyze matter_search
            """;

        /// <summary>SQL that gives 20 counties 500 desks each.</summary>
        public static string Desks => """
            insert into hall (id, region, name, kind, rank, address, latitude, longitude, hours, exceptions, open_on_holidays, version, created_at, updated_at)
            select md5(r || '-' || n)::uuid, (410401 + r)::text, '场所' || n, 'village-desk', 2, '', 33 + n * 0.001, 113 + n * 0.001, '[]', '[]', false, 1, now(), now()
            from generate_series(1, 20) r, generate_series(1, 500) n;
            insert into hall_window (hall_id, number, position, name, kind, takes)
            select md5(r || '-' || n)::uuid, '1', 0, '', 'comprehensive', '{}' from generate_series(1, 20) r, generate_series(1, 500) n;
            insert into window_take (region, what, hall_id, number)
            select (410401 + r)::text, 'M' || m, md5(r || '-' || n)::uuid, '1' from generate_series(1, 20) r, generate_series(1, 500) n, generate_series(n % 50, n % 50 + 4) m;
            analyze hall_window;
            analyze window_take
            """;

        /// <summary>A county hall that is open on working days from nine to twelve and from one to five.</summary>
        public static HallContent Hall(string name, string kind = "county-hall", double? latitude = null, IReadOnlyList<string>? takes = null) => new()
        {
            Name = name, Kind = kind, Address = "平澜县行政路1号", Latitude = latitude, Longitude = latitude is null ? null : 113.4, Phone = "0397-6009001",
            Hours = [new() { Days = [1, 2, 3, 4, 5], From = "09:00", To = "12:00" }, new() { Days = [1, 2, 3, 4, 5], From = "13:00", To = "17:00" }],
            Windows = takes is null ? [] : [new() { Number = "1", Name = "综合窗口", Kind = "comprehensive", Takes = takes }],
        };
    }

    public static async Task<Guid> HallAsync(
        this MattersHost host, string name, string kind = "county-hall", double? latitude = null, IReadOnlyList<string>? takes = null, IReadOnlyList<HoursException>? exceptions = null)
    {
        var content = MattersHost.Hall(name, kind, latitude, takes) with { Exceptions = exceptions ?? [] };
        using var answer = await MattersHost.PostAsync(host.As(People.Admin), "/api/matters/v1/halls", content, key: $"{Guid.NewGuid()}");
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.ReadAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
