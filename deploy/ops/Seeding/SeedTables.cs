using Npgsql;

namespace GovPlatform.Ops;

/// <summary>The tables of one service that a load fills.</summary>
internal abstract class SeedTables
{
    public const int Databases = 7;

    public abstract string Service { get; }

    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Takes the rows of a run away again whose case ids are like @ids; null where what is left harms nobody.</summary>
    public virtual string? Removal => null;

    /// <summary>In the transaction of the run.</summary>
    public abstract void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress);

    /// <summary>What locks rows that others change waits until the end.</summary>
    public virtual Task FinishAsync(NpgsqlConnection db) => Task.CompletedTask;

    /// <summary>One of each, new for each run; intake, which owns the cases, is the last.</summary>
    public static IReadOnlyList<SeedTables> InCommitOrder() =>
        [new IdentityTables(), new CertificateTables(), new EvaluationTables(), new NotificationTables(), new SupervisionTables(), new ApprovalTables(), new IntakeTables()];
}

/// <summary>The people, as if the counter had registered them: the sign-in page of Development offers only those it knows itself. Those of an unfinished run stay, without cases.</summary>
internal sealed class IdentityTables : SeedTables
{
    public override string Service => "identity";

    public override IReadOnlyList<string> Names => ["account"];

    public override void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress)
    {
        using var rows = new CopyRows(db, progress, "account", "id, region, kind, name_sealed, id_type, id_number_sealed, id_key, phone_sealed, assurance, status, registered_by, created_at");
        foreach (var person in batch.People)
            rows.Row().Id(person.Id).Text(ground.Region).Text(person.Kind).Text(person.NameSealed).Text(person.IdType).Text(person.IdNumberSealed).Text(person.IdKey)
                .Text(person.PhoneSealed).Number(3).Text("active").Id(ground.Clerks[0].Id).At(person.CreatedAt);
        rows.Finish();
    }
}
