using Npgsql;

namespace GovPlatform.Ops;

/// <summary>notifications: the last message of open cases that wait for something, and of one closed case in five. No SMS.</summary>
internal sealed class NotificationTables : SeedTables
{
    public override string Service => "notifications";

    public override IReadOnlyList<string> Names => ["message"];

    public override string Removal => "delete from message where case_id::text like @ids";

    public override void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress)
    {
        using var rows = new CopyRows(db, progress, "message", "id, account_id, kind, case_id, title_zh, body_zh, title_en, body_en, told_at, read_at");
        foreach (var one in batch.Cases)
            if (Of(one) is var (kind, at, zh, bodyZh, en, bodyEn))
                rows.Row().Id(SeedId.Of(at, one.Run, one.N)).Id(one.Person.Id).Text(kind).Id(one.Id).Text(zh).Text(bodyZh).Text(en).Text(bodyEn)
                    .At(at).At(one.N % 2 == 0 ? at.AddMinutes(7) : null);
        rows.Finish();
    }

    // The texts are those of notifications' Wording.cs.
    private static (string Kind, DateTime At, string Zh, string BodyZh, string En, string BodyEn)? Of(SeedCase one)
    {
        var (name, number) = (one.Matter.Ref.Name, one.Number);
        return one.Status switch
        {
            "closed" when one.N % 5 == 0 => ("case-delivered", one.ClosedAt!.Value, "结果已送达", $"您申请的“{name}”（{number}）的办理结果已送达。欢迎评价本次服务。",
                "Result delivered", $"The result of “{name}” ({number}) is delivered. You are welcome to rate the service."),
            "in-approval" => ("case-accepted", one.AcceptedAt!.Value, "申请已受理", $"您申请的“{name}”（{number}）已受理，承诺于 {one.PromisedDue:yyyy-MM-dd} 前办结。",
                "Application accepted", $"“{name}” ({number}) is accepted and will be decided by {one.PromisedDue:yyyy-MM-dd}."),
            "supplement-requested" when one.Matter.Materials is [{ Name: var material }, ..] => ("supplement-requested", one.RequestedAt!.Value,
                "请补正材料", $"您申请的“{name}”（{number}）需要补正：{material}。请于 {one.SupplementDue:yyyy-MM-dd} 前补齐。",
                "Please supply what is missing", $"“{name}” ({number}) needs: {material}. Please supply it by {one.SupplementDue:yyyy-MM-dd}."),
            "refused" => ("case-refused", one.EndedAt!.Value, "不予受理", $"您申请的“{name}”（{number}）不予受理。理由和救济途径见不予受理通知书。",
                "Application not accepted", $"“{name}” ({number}) is not accepted. The written notice states the reasons and the remedies."),
            _ => null,
        };
    }
}
