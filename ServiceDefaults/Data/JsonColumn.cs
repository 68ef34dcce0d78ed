using System.Collections.Concurrent;
using System.Data;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace GovPlatform.ServiceDefaults;

/// <summary>Lets Dapper read and write a record as a jsonb column.</summary>
public static class JsonColumn
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    public static void Register<T>() where T : class
    {
        SqlMapper.AddTypeHandler(new Handler<T>());
        Known[typeof(T)] = true;
    }

    internal static bool Holds(Type type) => Known.ContainsKey(type);

    internal static object Text(object value) => JsonSerializer.Serialize(value, value.GetType(), GovJson.Events);

    private sealed class Handler<T> : SqlMapper.TypeHandler<T> where T : class
    {
        public override T? Parse(object value) => JsonSerializer.Deserialize<T>((string)value, GovJson.Events);

        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.Value = value is null ? DBNull.Value : Text(value);
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
        }
    }
}
