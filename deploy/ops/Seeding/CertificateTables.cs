using Npgsql;

namespace GovPlatform.Ops;

/// <summary>certificates: the licences of granted cases.</summary>
internal sealed class CertificateTables : SeedTables
{
    private const string Columns = """
        id, case_id, case_number, matter_code, matter_name, licence_id, licence_type, licence_name, licence_number, issuer_code, issuer_name,
        account_id, holder_kind, holder_name_sealed, holder_id_type, holder_id_sealed, holder_search, instance,
        issued_on, valid_until, issued_at, status, verification_code, version
        """;

    public override string Service => "certificates";

    public override IReadOnlyList<string> Names => ["certificate"];

    public override string Removal => "delete from certificate where case_id::text like @ids";

    public override void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress)
    {
        using var rows = new CopyRows(db, progress, "certificate", Columns);
        foreach (var one in batch.Cases)
            if (one.Licence is { } licence)
                Put(rows, one, licence);
        rows.Finish();
    }

    private static void Put(CopyRows rows, SeedCase one, SeedLicence licence)
    {
        var (matter, holder) = (one.Matter.Ref, one.Person);
        rows.Row().Id(licence.Id).Id(one.Id).Text(one.Number).Text(matter.Code).Text(matter.Name).Text(licence.LicenceId).Text(matter.LicenceType).Text(matter.LicenceName)
            .Text(licence.Number).Text(matter.DepartmentCode).Text(matter.DepartmentName).Id(holder.Id).Text(holder.Kind).Text(holder.NameSealed).Text(holder.IdType)
            .Text(holder.IdNumberSealed).Text(holder.HolderSearch).Text("").Day(ChinaTime.Date(one.DecidedAt!.Value)).Day(licence.ValidUntil).At(licence.IssuedAt)
            .Text(licence.Superseded ? "superseded" : "valid").Text(licence.VerificationCode).Number(licence.Superseded ? 2 : 1);
    }
}
