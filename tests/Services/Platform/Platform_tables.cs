using Dapper;

namespace GovPlatform.Tests.Services;

public sealed class Platform_tables(PlatformDatabase database) : IClassFixture<PlatformDatabase>
{
    private sealed record Codes(CitizenId Person, CreditCode? Body);

    private sealed record Read(Guid Person, Guid Staff, string Record, string Purpose);

    [Fact]
    public async Task identifiers_go_into_columns_and_come_back()
    {
        ValueTypes.Register();
        await using var db = await database.Source.OpenConnectionAsync();
        var codes = new Codes(CitizenId.Synthetic("410497", 1), CreditCode.Read("91350100M0001TGQXM", CheckMode.Warn).Value);
        Assert.Equal(codes, await db.QuerySingleAsync<Codes>("select @Person::text as person, @Body::text as body", codes));
        Assert.Equal(codes with { Body = null }, await db.QuerySingleAsync<Codes>("select @Person::text as person, @Body::text as body", codes with { Body = null }));
    }

    [Fact]
    public async Task partitions_are_made_once_by_many_at_once()
    {
        await using (var db = await database.Source.OpenConnectionAsync())
            await db.ExecuteAsync("create table grows (at timestamptz not null) partition by range (at)");
        var from = new DateTime(2026, 12, 31, 23, 59, 0, DateTimeKind.Utc);
        var connections = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => database.Source.OpenConnectionAsync().AsTask()));
        await Task.WhenAll(connections.Select(connection => Partitions.EnsureAsync(connection, "grows", 2, from)));
        foreach (var connection in connections)
            await connection.DisposeAsync();
        await using var after = await database.Source.OpenConnectionAsync();
        await after.ExecuteAsync("insert into grows values ('2026-12-01T00:00Z'), ('2027-02-28T23:59Z')");
        Assert.Equal(["grows_202612", "grows_202702"], await after.QueryAsync<string>("select tableoid::regclass::text from grows order by at"));
        Assert.Equal(3, await after.ExecuteScalarAsync<long>("select count(*) from pg_inherits where inhparent = 'grows'::regclass"));
    }

    [Fact]
    public async Task a_read_by_staff_is_recorded_with_its_purpose_and_audited()
    {
        var person = Guid.CreateVersion7();
        var clerk = new Caller(Guid.CreateVersion7(), Kind.Staff, "李窗口", 2, "11410497000000019W", [Role.Clerk], "410497");
        await using (var connection = await database.Source.OpenConnectionAsync())
            await StaffRead.RecordAsync(connection, clerk, person, "certificate/1", "核对身份");
        await using (var tx = database.Begin(clerk))
        {
            await StaffRead.RecordAsync(tx, clerk, person, "certificate/2", "补办证照");
            await tx.CommitAsync();
        }
        await using var db = await database.Source.OpenConnectionAsync();
        var reads = await db.QueryAsync<Read>("select person, staff, record, purpose from staff_read where person = @person order by id", new { person });
        Assert.Equal([new(person, clerk.Id, "certificate/1", "核对身份"), new(person, clerk.Id, "certificate/2", "补办证照")], reads);
        Assert.Equal(2, await db.ExecuteScalarAsync<long>("select count(*) from audit_pending where action = 'staff-read' and object_id = @id and detail::text not like '%核对%'", new { id = person.ToString() }));
    }
}
