using Npgsql;
using NpgsqlTypes;

namespace GovPlatform.Ops;

/// <summary>Rows into one table by binary COPY, a call a column, in the order of the columns.</summary>
internal sealed class CopyRows : IDisposable
{
    private readonly NpgsqlBinaryImporter import;
    private readonly SeedProgress progress;
    private int rows;

    public CopyRows(NpgsqlConnection db, SeedProgress progress, string table, string columns)
    {
        import = db.BeginBinaryImport($"copy {table} ({columns}) from stdin (format binary)");
        import.Timeout = TimeSpan.FromMinutes(10);
        this.progress = progress;
    }

    public CopyRows Row()
    {
        import.StartRow();
        rows++;
        return this;
    }

    public CopyRows Text(string? value) => Put(value, NpgsqlDbType.Text);

    public CopyRows Texts(string[] value) => Put(value, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public CopyRows Json(string? value) => Put(value, NpgsqlDbType.Jsonb);

    public CopyRows Id(Guid? value) => Put(value, NpgsqlDbType.Uuid);

    public CopyRows Number(int? value) => Put(value, NpgsqlDbType.Integer);

    public CopyRows Big(long value) => Write(true, value, NpgsqlDbType.Bigint);

    public CopyRows Day(DateOnly? value) => Put(value, NpgsqlDbType.Date);

    public CopyRows At(DateTime? value) => Put(value, NpgsqlDbType.TimestampTz);

    public CopyRows Is(bool value) => Write(true, value, NpgsqlDbType.Boolean);

    /// <summary>Only what was finished is written.</summary>
    public void Finish()
    {
        import.Complete();
        progress.Add(rows);
    }

    public void Dispose() => import.Dispose();

    private CopyRows Put<T>(T? value, NpgsqlDbType type) where T : struct => Write(value.HasValue, value.GetValueOrDefault(), type);

    private CopyRows Put<T>(T? value, NpgsqlDbType type) where T : class => Write(value is not null, value!, type);

    private CopyRows Write<T>(bool given, T value, NpgsqlDbType type)
    {
        if (given)
            import.Write(value, type);
        else
            import.WriteNull();
        return this;
    }
}
