using Npgsql;

namespace GovPlatform.Ops;

/// <summary>approval: the departments' work on accepted cases.</summary>
internal sealed class ApprovalTables : SeedTables
{
    private const string Columns = """
        region, case_id, case_number, status, version, department_code, matter, applicant, materials, delivery, accepted_on, promised_due, statutory_due,
        provisional, opened_at, claimed_by, claimed_by_name, claimed_at, outcome, opinion, legal_basis, remedies, decided_by, decided_by_name, decided_at,
        handed_over_by, handed_over_at, rules
        """;

    private const string Rules = """[{"code":"seed","passed":true,"explanation":"示例办件：规则审查通过"}]""";

    public override string Service => "approval";

    public override IReadOnlyList<string> Names => ["approval"];

    public override string Removal => "delete from approval where case_id::text like @ids";

    /// <summary>The version of the approval, or of what it has told so far: a claim is told to nobody.</summary>
    public static int Version(SeedCase one, bool told)
    {
        var decided = one.ByRules ? 2 : 3;
        return one.AcceptedAt is null ? 0 : one.HandedOverAt is not null ? decided + 1 : one.DecidedAt is not null ? decided : one.ClaimedAt is not null && !told ? 2 : 1;
    }

    public override void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress)
    {
        using var rows = new CopyRows(db, progress, "approval", Columns);
        foreach (var one in batch.Cases)
            if (one.AcceptedAt is { } accepted)
                Put(rows, one, accepted, ground);
        rows.Finish();
    }

    private static void Put(CopyRows rows, SeedCase one, DateTime accepted, SeedGround ground)
    {
        var approver = one.ByRules ? null : one.Approver;
        var (claimer, decider, giver) = (one.ClaimedAt is null ? null : approver, one.DecidedAt is null ? null : approver, one.HandedOverAt is null ? null : approver);
        var denied = one.Outcome == "denied";
        rows.Row().Text(ground.Region).Id(one.Id).Text(one.Number).Text(one.HandedOverAt is not null ? "handed-over" : one.Outcome ?? (claimer is null ? "open" : "claimed"))
            .Number(Version(one, told: false)).Text(one.Matter.Ref.DepartmentCode).Json(one.Matter.RefText).Json(one.Person.RefText).Json(one.Matter.MaterialsText)
            .Text(one.Electronic ? "electronic" : "counter").Day(one.AcceptedOn).Day(one.PromisedDue).Day(one.StatutoryDue).Is(one.Provisional).At(accepted.AddSeconds(1))
            .Id(claimer?.Id).Text(claimer?.Name).At(one.ClaimedAt).Text(one.Outcome).Text(denied ? SeedCase.Denial : one.WrittenReasons)
            .Text(denied ? SeedCase.LegalBasis : null).Text(denied ? SeedCase.Remedies : null)
            .Id(decider?.Id).Text(decider?.Name).At(one.DecidedAt).Id(giver?.Id).At(one.HandedOverAt).Json(one.ByRules ? Rules : null);
    }
}
