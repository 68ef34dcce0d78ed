using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace GovPlatform.ServiceDefaults;

/// <summary>Gives a statement of a batch its named values, which Dapper can give only to a command of its own.</summary>
internal static class BatchArguments
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    // Of a null too, or each combination of nulls would be another statement to prepare.
    private static readonly Dictionary<Type, NpgsqlDbType> Types = new()
    {
        [typeof(string)] = NpgsqlDbType.Text, [typeof(Guid)] = NpgsqlDbType.Uuid, [typeof(bool)] = NpgsqlDbType.Boolean, [typeof(int)] = NpgsqlDbType.Integer,
        [typeof(long)] = NpgsqlDbType.Bigint, [typeof(DateOnly)] = NpgsqlDbType.Date, [typeof(DateTime)] = NpgsqlDbType.TimestampTz,
    };

    /// <exception cref="NotSupportedException">A value that the statement names is of a type that is not known here.</exception>
    public static NpgsqlBatchCommand Command(string sql, object args)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var property in Known.GetOrAdd(args.GetType(), type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
            if (sql.Contains($"@{property.Name}", StringComparison.Ordinal))
                command.Parameters.Add(Parameter(property, property.GetValue(args)));
        return command;
    }

    private static NpgsqlParameter Parameter(PropertyInfo property, object? value)
    {
        var type = TypeOf(property.PropertyType) ?? throw new NotSupportedException($"{property.Name} of {property.DeclaringType} is a {property.PropertyType}.");
        return new(property.Name, type) { Value = value is null ? DBNull.Value : type == NpgsqlDbType.Jsonb ? JsonColumn.Text(value) : value };
    }

    private static NpgsqlDbType? TypeOf(Type type) =>
        JsonColumn.Holds(type) ? NpgsqlDbType.Jsonb
        : type.IsArray ? TypeOf(type.GetElementType()!) | NpgsqlDbType.Array
        : Types.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out var known) ? known : null;
}
