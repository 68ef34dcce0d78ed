using Dapper;
using GovPlatform.Tests.Services;

namespace GovPlatform.Tests.Architecture;

/// <summary>Every list and every foreign key has its index, in the databases as the services made them.</summary>
[Collection(OnThePlatform.Name)]
public sealed class Tables_and_their_indexes(WholePlatform platform)
{
    private const string Cases = """
        insert into case_file (id, region, number, status, version, channel, delivery, account_id, applicant, matter_code, matter, form_sealed, created_at, updated_at)
        select gen_random_uuid(), '410497', 'P' || n, case when n % 10 > 0 then 'closed' when n % 20 > 0 then 'submitted' else 'ready' end, 1, 'web', 'counter',
               md5((n % 20)::text)::uuid, '{}', 'M', '{}', '', now(), timestamptz '2026-01-01' + n * interval '1 minute'
        from generate_series(1, 20000) n
        """;

    private const string Checks = $"""
        {Cases};
        insert into commitment_check (case_id, department_code, due, state)
        select id, 'D' || right(number, 1), date '2026-01-01' + (random() * 365)::int, case when random() < .5 then 'planned' else 'kept' end from case_file where number like 'P%';
        insert into breach (id, account_id, case_id, kind, at, detail)
        select gen_random_uuid(), account_id, id, 'false-commitment', now(), '' from case_file where number like 'P%';
        analyze case_file
        """;

    private const string Messages = """
        insert into message (id, account_id, kind, title_zh, body_zh, title_en, body_en, told_at)
        select gen_random_uuid(), md5((n % 20)::text)::uuid, 'case-accepted', '', '', '', '', timestamptz '2026-01-01' + n * interval '1 minute'
        from generate_series(1, 20000) n
        """;

    private const string Certificates = """
        insert into certificate (id, case_id, case_number, matter_code, matter_name, licence_id, licence_type, licence_name, licence_number, issuer_code, issuer_name, account_id,
            holder_kind, holder_name_sealed, holder_id_type, holder_id_sealed, holder_search, instance, issued_on, issued_at, status, verification_code, version)
        select gen_random_uuid(), gen_random_uuid(), '', '', '', 'L' || n, '', '', '', '', '', md5((n % 20)::text)::uuid,
            'citizen', '', '111', '', n::text, '', '2026-01-01', timestamptz '2026-01-01' + n * interval '1 minute', 'valid', '', 1
        from generate_series(1, 20000) n
        """;

    private const string Invitations = """
        insert into invitation (id, case_id, case_number, service_number, account_id, matter_code, matter_name, department_code, department_name, invited_at, version)
        select gen_random_uuid(), gen_random_uuid(), '', 1, md5((n % 20)::text)::uuid, '', '', '', '', timestamptz '2026-01-01' + n * interval '1 minute', 1
        from generate_series(1, 20000) n
        """;

    private const string Bookings = """
        insert into hall (id, name, address, capacity) values (md5('hall')::uuid, 'plan', '', 1);
        insert into slot (id, hall_id, day, starts_at, ends_at, capacity, taken)
        select md5('slot' || n)::uuid, md5('hall')::uuid, '2026-01-01', timestamptz '2026-01-01' + n * interval '1 hour', now(), 1, 0
        from generate_series(1, 1000) n;
        insert into booking (id, slot_id, account_id, day, matter_name, status, booked_at, version)
        select gen_random_uuid(), md5('slot' || (1 + n % 1000))::uuid, md5((n % 20)::text)::uuid, '2026-01-01', '', 'cancelled', timestamptz '2026-01-01' + n * interval '1 minute', 1
        from generate_series(1, 20000) n;
        analyze slot
        """;

    private static readonly Guid Someone = new("c4ca4238-a0b9-2382-0dcc-509a6f75849b");
    private static readonly DateTime Behind = new(2026, 1, 12, 0, 0, 0, DateTimeKind.Utc);

    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public Task planned_checks_read_their_index(bool all, bool overdue) => Plans.ReadsIndexAsync(platform.Services["intake"].Database, "commitment_check", Checks, Intake.ListChecks.Sql(all, overdue),
        new { Department = "D1", today = new DateOnly(2026, 6, 1), Due = DateOnly.MinValue, Id = Guid.Empty, limit = 21 }, all ? "commitment_check_all" : "commitment_check_planned");

    [Fact]
    public Task breaches_read_their_index() =>
        Plans.ReadsIndexAsync(platform.Services["intake"].Database, "breach", Checks, Intake.ListBreaches.Sql, new { account = Someone, last = Guid.AllBitsSet, limit = 21 }, "breach_of");

    [Fact]
    public Task my_cases_read_their_index() =>
        Plans.ReadsIndexAsync(platform.Services["intake"].Database, "case_file", Cases, Intake.ListMyCases.Sql, new { me = Someone, last = Guid.AllBitsSet, limit = 21 }, "case_file_account");

    [Theory, InlineData(false), InlineData(true)]
    public Task my_messages_read_their_index(bool behind) =>
        Plans.ReadsIndexAsync(platform.Services["notifications"].Database, "message", Messages, Notifications.ReadMessages.Sql(false, behind), new { mine = Someone, At = Behind, Id = Guid.Empty, take = 21 }, "message_of");

    [Theory, InlineData(false), InlineData(true)]
    public Task my_licences_read_their_index(bool behind) =>
        Plans.ReadsIndexAsync(platform.Services["certificates"].Database, "certificate", Certificates, GovPlatform.Certificates.ListCertificates.Sql(behind), new { Id = Someone, At = Behind, Last = Guid.Empty, take = 21 }, "certificate_of");

    [Theory, InlineData(false), InlineData(true)]
    public Task my_invitations_read_their_index(bool behind) =>
        Plans.ReadsIndexAsync(platform.Services["evaluation"].Database, "invitation", Invitations, Evaluation.ListInvitations.Sql(behind), new { Id = Someone, At = Behind, Last = Guid.Empty, take = 21 }, "invitation_of");

    [Theory, InlineData(false), InlineData(true)]
    public Task my_bookings_read_their_index(bool behind) =>
        Plans.ReadsIndexAsync(platform.Services["appointments"].Database, "booking", Bookings, Appointments.ReadBookings.Sql(behind), new { mine = Someone, At = Behind, Id = Guid.Empty, take = 21 }, "booking_of");

    [Theory, MemberData(nameof(Parts.Names), MemberType = typeof(Parts))]
    public async Task every_foreign_key_is_indexed(string service)
    {
        await using var db = await platform.Services[service].Database.OpenConnectionAsync();
        Parts.None($"{service}: foreign keys that no index begins with, so that a change of the parent scans the child:", await db.QueryAsync<string>("""
            select k.conrelid::regclass || ' ' || pg_get_constraintdef(k.oid)
            from pg_constraint k
            where k.contype = 'f'
              and not exists (
                select from pg_index i
                where i.indrelid = k.conrelid
                  and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
                  and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) like '%IS NOT NULL%'))
            """));
    }
}
