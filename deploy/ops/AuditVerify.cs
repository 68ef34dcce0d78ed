using System.Collections;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>`gov audit verify`: walks the audit chain of every database that the environment names, and says which are whole.</summary>
internal static class AuditVerify
{
    private const string Prefix = "ConnectionStrings__";

    /// <summary>0 all whole, 1 one is broken, 2 one could not be read.</summary>
    public static async Task<int> RunAsync(TextWriter output)
    {
        var databases = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => ((string)variable.Key, (string?)variable.Value ?? ""))
            .Where(variable => variable.Item1.StartsWith(Prefix, StringComparison.Ordinal) && variable.Item1.EndsWith("db", StringComparison.Ordinal))
            .Select(variable => (Name: variable.Item1[Prefix.Length..], Connection: variable.Item2))
            .OrderBy(database => database.Name, StringComparer.Ordinal)
            .ToList();
        if (databases.Count == 0)
        {
            await output.WriteLineAsync("No ConnectionStrings__*db in the environment: run it as './gov audit verify' on a started platform.");
            return 2;
        }
        var worst = 0;
        foreach (var (name, connection) in databases)
            worst = Math.Max(worst, await VerifyAsync(name, connection, output));
        return worst;
    }

    internal static async Task<int> VerifyAsync(string name, string connectionString, TextWriter output)
    {
        try
        {
            await using var db = new NpgsqlConnection(connectionString);
            await db.OpenAsync();
            var verdicts = await AuditChain.VerifyAsync(db);
            if (verdicts.Count == 0)
                await output.WriteLineAsync($"{name,-16} {0,10} entries  OK      nothing sealed yet");
            foreach (var chain in verdicts)
            {
                var result = chain.BrokenAt is { } seq ? $"BROKEN  {chain.Region} at entry {seq}: {chain.Reason}" : $"OK      {chain.Region} head {chain.Head}";
                await output.WriteLineAsync($"{name,-16} {chain.Entries,10} entries  {result}");
            }
            return verdicts.Any(chain => chain.BrokenAt is not null) ? 1 : 0;
        }
        catch (NpgsqlException e)
        {
            await output.WriteLineAsync($"{name,-16} cannot be read: {e.Message}");
            return 2;
        }
    }
}
