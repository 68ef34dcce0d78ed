using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>A new application.</summary>
public sealed record NewCase
{
    /// <summary>实施编码, 31 characters, of a published matter.</summary>
    [Required, StringLength(31, MinimumLength = 31)]
    public string MatterCode { get; init; } = "";

    /// <summary>counter 窗口领取, or electronic 电子送达.</summary>
    [AllowedValues("counter", "electronic")]
    public string Delivery { get; init; } = "counter";

    /// <summary>The form's values, a JSON object.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>Only at the counter: the account of the person for whom the clerk files.</summary>
    public Guid? ApplicantId { get; init; }
}

/// <summary>申请: opens a draft under the matter's current version.</summary>
internal static class CreateCase
{
    /// <summary>Before the transaction: which matter, and who applies.</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (request, services) = (call.Arguments.OfType<NewCase>().Single(), call.HttpContext.RequestServices);
        await services.GetRequiredService<FreshReads>().AskAsync(request.MatterCode, request.ApplicantId ?? services.GetRequiredService<Caller>().Id, call.HttpContext.RequestAborted);
        return await next(call);
    }

    /// <summary>Opens a draft; its material list is the matter's.</summary>
    public static async Task<Results<Created<CaseView>, Problem>> Handle(
        NewCase request, Tx tx, Caller me, FreshReads fresh, PersonalData data, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (me.IsStaff == request.ApplicantId is null)
            return me.IsStaff ? Problems.ApplicantUnknown() : Problem.Forbidden("not-for-others", "只能为本人申请", "Applications are for oneself");
        if (!Forms.TryRead(request.Form, out var form, out var no))
            return no;
        if (await fresh.Matter is not { } matter)
            return Problems.MatterNotOpen(request.MatterCode);
        if (await fresh.Applicant is not { } applicant)
            return Problems.ApplicantUnknown();

        var now = time.GetUtcNow().UtcDateTime;
        var file = new CaseFile
        {
            Id = Guid.CreateVersion7(), Region = settings.Region, Version = 1, Channel = me.IsStaff ? "counter" : "web", Delivery = request.Delivery,
            AccountId = applicant.AccountId, Applicant = applicant, MatterCode = matter.Code, Matter = matter.AsRef(),
            FormSealed = data.Seal(form), CreatedAt = now, UpdatedAt = now,
        };
        await InsertAsync(tx, file, matter.Materials, me);
        var materials = await tx.MaterialsAsync(file.Id);
        await tx.CommitAsync(ct);
        response.SetETag(file.Version);
        return TypedResults.Created($"/api/intake/v1/cases/{file.Id}", CaseView.Of(file, materials, data, full: file.AccountId == me.Id));
    }

    private static async Task InsertAsync(Tx tx, CaseFile file, IReadOnlyList<PublishedMaterial> list, Caller me)
    {
        await tx.ExecuteAsync("""
            with filed as (
                insert into case_file (id, region, status, version, channel, delivery, account_id, applicant, matter_code, matter, form_sealed, created_at, updated_at)
                values (@Id, @Region, @Status, @Version, @Channel, @Delivery, @AccountId, @Applicant, @MatterCode, @Matter, @FormSealed, @CreatedAt, @UpdatedAt)
                returning id),
            listed as (
                insert into case_material (case_id, code, name, requirement)
                select filed.id, m.code, m.name, m.requirement
                from filed, unnest(@codes, @names, @requirements) as m (code, name, requirement))
            insert into timeline (region, case_id, version, at, status, action, actor, actor_kind)
            select @Region, filed.id, @Version, @CreatedAt, @Status, 'create', @actor, @actorKind
            from filed
            """, new
        {
            file.Id, file.Region, file.Status, file.Version, file.Channel, file.Delivery, file.AccountId, file.Applicant, file.MatterCode, file.Matter,
            file.FormSealed, file.CreatedAt, file.UpdatedAt, actor = me.Id, actorKind = me.Kind,
            codes = list.Select(m => m.Code).ToArray(), names = list.Select(m => m.Name).ToArray(), requirements = list.Select(m => m.Requirement).ToArray(),
        });
        tx.Audit("create", "case", file.Id.ToString(), new { file.MatterCode, file.Channel });
        GovTelemetry.Transition("intake", file.Status);
    }
}
