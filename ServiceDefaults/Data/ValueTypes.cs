using System.Data;
using Dapper;
using GovPlatform.Contracts;

namespace GovPlatform.ServiceDefaults;

/// <summary>Lets Dapper read and write the identifiers of contracts as the text they are stored as.</summary>
public static class ValueTypes
{
    /// <summary>Tells Dapper of every identifier; a second call changes nothing.</summary>
    public static void Register()
    {
        var identifiers = typeof(IIdentifier<>).Assembly.GetTypes()
            .Where(type => type.IsClass && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdentifier<>)));
        foreach (var type in identifiers)
        {
            SqlMapper.AddTypeHandler(type, (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(Handler<>).MakeGenericType(type))!);
        }
    }

    private sealed class Handler<T> : SqlMapper.TypeHandler<T>
        where T : class, IIdentifier<T>
    {
        public override T Parse(object value) => T.ReadStored((string)value).OrThrow();

        public override void SetValue(IDbDataParameter parameter, T? value) => parameter.Value = value is null ? DBNull.Value : value.Value;
    }
}
