using Npgsql;

namespace GovPlatform.Ops;

/// <summary>intake: the cases themselves, their materials and their timelines.</summary>
internal sealed class IntakeTables : SeedTables
{
    private const string CaseColumns = """
        id, region, number, status, version, channel, delivery, account_id, applicant, matter_code, matter, form_sealed, receipt_number,
        supplement_due, accepted_on, promised_due, statutory_due, provisional, approval_version, outcome, opinion, refusal,
        certificate_id, licence_id, created_at, updated_at, received_at, received_materials, applicant_key
        """;

    public override string Service => "intake";

    public override IReadOnlyList<string> Names => ["case_file", "case_material", "timeline"];

    public override void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress)
    {
        using (var rows = new CopyRows(db, progress, "case_file", CaseColumns))
        {
            foreach (var one in batch.Cases)
                PutCase(rows, one, ground);
            rows.Finish();
        }
        using (var rows = new CopyRows(db, progress, "case_material", "case_id, code, name, requirement, sha256, media_type, size, source, supplied_at, requested"))
        {
            foreach (var one in batch.Cases)
                PutMaterials(rows, one, ground.Material);
            rows.Finish();
        }
        using (var rows = new CopyRows(db, progress, "timeline", "region, case_id, version, at, status, action, actor, actor_kind, note"))
        {
            foreach (var one in batch.Cases)
            {
                var version = 0;
                foreach (var step in one.Steps())
                    rows.Row().Text(ground.Region).Id(one.Id).Number(++version).At(step.At).Text(step.Status).Text(step.Action).Id(step.By.Id).Text(step.By.Kind).Text(step.Note);
            }
            rows.Finish();
        }
    }

    private static void PutCase(CopyRows rows, SeedCase one, SeedGround ground)
    {
        var (steps, updated) = (0, one.CreatedAt);
        foreach (var step in one.Steps())
            (steps, updated) = (steps + 1, step.At);
        rows.Row().Id(one.Id).Text(ground.Region).Text(one.Number).Text(one.Status).Number(steps).Text(one.AtCounter ? "counter" : "web")
            .Text(one.Electronic ? "electronic" : "counter").Id(one.Person.Id).Json(one.Person.RefText).Text(one.Matter.Ref.Code).Json(one.Matter.RefText)
            .Text(ground.Personal.Seal(one.Matter.FormText)).Text(one.Receipt)
            .Day(one.Status == "supplement-requested" ? one.SupplementDue : null).Day(one.AcceptedOn).Day(one.PromisedDue).Day(one.StatutoryDue).Is(one.Provisional)
            .Number(ApprovalTables.Version(one, told: true)).Text(one.Outcome).Text(one.WrittenReasons).Text(one.Status == "refused" ? SeedCase.Refusal : null)
            .Id(one.Licence?.Id).Text(one.Licence?.LicenceId).At(one.CreatedAt).At(updated)
            .At(one.Receipt is null ? null : one.CreatedAt).Json(one.Receipt is null ? null : Received(one.Matter, ground.Material)).Text(one.Person.IdKey);
    }

    /// <summary>As ReceiveCase keeps it for the receipt.</summary>
    private static string Received(SeedMatter matter, StoredFile file) => System.Text.Json.JsonSerializer.Serialize(
        matter.Materials.Select(material => new { material.Name, MediaType = "application/pdf", file.Sha256 }), GovJson.Events);

    private static void PutMaterials(CopyRows rows, SeedCase one, StoredFile file)
    {
        var first = true;
        foreach (var material in one.Matter.Materials)
        {
            rows.Row().Id(one.Id).Text(material.Code).Text(material.Name).Text(material.Requirement).Text(file.Sha256).Text("application/pdf").Big(file.Size)
                .Text(one.AtCounter ? "scan" : "upload").At(first ? one.SuppliedAt ?? one.CreatedAt : one.CreatedAt).Is(first && one.Status == "supplement-requested");
            first = false;
        }
    }
}
