using GovPlatform.Local;
using Npgsql;

namespace GovPlatform.Tests.Unit.Launcher;

public sealed class Local_servers
{
    [Fact]
    public async Task postgresql_starts_in_utf8_again_on_its_data_and_leaves_nothing()
    {
        int id;
        await using (var server = await PostgresServer.StartThrowawayAsync())
        {
            Assert.Equal("UTF8 C.UTF-8", await Ask(server, "select current_setting('server_encoding') || ' ' || datcollate from pg_database where datname = 'postgres'"));
            await Ask(server, "create table kept as select 1 as one");
            await server.StopAsync();
            await server.StartAsync(default);
            Assert.Equal("1", await Ask(server, "select one::text from kept"));
            id = server.ProcessIds[0];
        }

        Assert.False(LocalProcess.Send(id, Signal.None));
    }

    [Fact]
    public async Task rabbitmq_makes_virtual_hosts_keeps_them_and_takes_its_epmd_with_it()
    {
        int[] ids;
        await using (var server = await RabbitMqServer.StartThrowawayAsync())
        {
            using var http = server.Management();
            using var made = await http.PutAsync(new Uri("api/vhosts/one", UriKind.Relative), null);
            Assert.Equal(System.Net.HttpStatusCode.Created, made.StatusCode);
            await server.StopAsync();
            await server.StartAsync(default);
            Assert.Contains("\"one\"", await http.GetStringAsync(new Uri("api/vhosts", UriKind.Relative)));
            ids = [.. server.ProcessIds];
        }

        // Its own epmd is one of them: others of the machine are nobody's business here.
        Assert.Equal(2, ids.Length);
        Assert.All(ids, id => Assert.False(LocalProcess.Send(id, Signal.None)));
    }

    private static async Task<string?> Ask(PostgresServer server, string sql)
    {
        await using var db = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
