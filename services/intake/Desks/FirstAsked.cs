using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Intake;

/// <summary>What somebody asks at a desk.</summary>
public sealed record NewEnquiry
{
    /// <summary>Without personal data.</summary>
    [Required, StringLength(500, MinimumLength = 2)]
    public string Question { get; init; } = "";

    /// <summary>实施编码, where the matter is known.</summary>
    [StringLength(31, MinimumLength = 31)]
    public string? MatterCode { get; init; }

    /// <summary>Whom to call back; sealed.</summary>
    [StringLength(200, MinimumLength = 2)]
    public string? Contact { get; init; }
}

/// <summary>Who is to take an enquiry over.</summary>
public sealed record HandedOn
{
    /// <summary>Unified social credit code of a department; or a desk, one of both.</summary>
    [StringLength(18, MinimumLength = 18)]
    public string? ToDepartment { get; init; }

    public Guid? ToDesk { get; init; }
}

/// <summary>How an enquiry ended.</summary>
public sealed record EnquiryEnd
{
    /// <summary>The case that came of it.</summary>
    public Guid? CaseId { get; init; }
}

/// <summary>首问负责: whoever is asked first stays responsible until somebody of the other side has taken over.</summary>
internal static class FirstAsked
{
    /// <summary>Before the transaction: is there such a desk?</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (call.Arguments.OfType<HandedOn>().Single().ToDesk is { } hall)
            await call.HttpContext.RequestServices.GetRequiredService<Halls>().AskAsync(hall, call.HttpContext.RequestAborted);
        return await next(call);
    }

    /// <summary>Notes what was asked: the clerk who notes it is responsible.</summary>
    public static async Task<Results<Created<EnquiryView>, Problem>> OpenAsync(
        NewEnquiry request, Tx tx, Caller me, ClerkDesks desks, PersonalData data, TimeProvider time, CancellationToken ct)
    {
        if (request.MatterCode is { } code && MatterCode.Read(code).Refusal is { } wrong)
            return DeskProblems.WrongCode("/matterCode", wrong);
        var opened = (await tx.FindAsync<Enquiry>($"""
            insert into enquiry (id, state, version, desk, matter_code, question, contact_sealed, responsible, opened_by, opened_at)
            values (@id, 'open', 1, @desk, @MatterCode, @Question, @contact, @me, @me, @now)
            returning {Enquiry.Columns}
            """, new
        {
            id = Guid.CreateVersion7(), desk = await desks.OfAsync(me, ct), request.MatterCode, request.Question, me = me.Id, now = time.GetUtcNow().UtcDateTime,
            contact = request.Contact is { } contact ? data.Seal(contact) : null,
        }))!;
        tx.Audit("enquiry.open", "enquiry", $"{opened.Id}");
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/intake/v1/first-asked/{opened.Id}", EnquiryView.Of(opened, data));
    }

    /// <summary>Names who is to take over; until that is done, who was asked first stays responsible.</summary>
    public static async Task<Results<Ok<EnquiryView>, Problem>> HandOnAsync(
        Guid id, HandedOn request, Tx tx, Caller me, Halls halls, PersonalData data, TimeProvider time, CancellationToken ct)
    {
        if (request.ToDepartment is null == request.ToDesk is null)
            return PaperProblems.OneAddressee();
        if (request.ToDepartment is { } department && CreditCode.ReadStored(department).Refusal is { } wrong)
            return DeskProblems.WrongCode("/toDepartment", wrong);
        HallRef? desk = null;
        if (request.ToDesk is not null && (desk = await halls.Asked) is null)
            return DeskProblems.DeskUnknown("/toDesk");
        return await MoveAsync(tx, id, "responsible = @me", "state = 'handed-on', to_department = @ToDepartment, to_desk = @desk, handed_on_at = @now", ["open", "handed-on"],
            new { id, me = me.Id, request.ToDepartment, desk, now = time.GetUtcNow().UtcDateTime }, "hand-on", data, ct);
    }

    /// <summary>Takes over: from now on the caller is responsible, and nobody else.</summary>
    public static async Task<Results<Ok<EnquiryView>, Problem>> TakeOverAsync(
        Guid id, Tx tx, Caller me, ClerkDesks desks, PersonalData data, CancellationToken ct)
    {
        var desk = me.Has(Role.Clerk) ? await desks.OfAsync(me, ct) : null;
        return await MoveAsync(tx, id, $"({ForMe} or responsible = @me)", "state = 'open', responsible = @me, to_department = null, to_desk = null, handed_on_at = null, desk = @mine", ["handed-on"],
            new { id, me = me.Id, mine = desk, department = me.Has(Role.Approver) ? me.Department : null, desk = desk?.Id.ToString(), countyHall = me.Has(Role.Clerk) && desk is null }, "take-over", data, ct);
    }

    /// <summary>Closes what is answered, with the case that came of it.</summary>
    public static async Task<Results<Ok<EnquiryView>, Problem>> CloseAsync(
        Guid id, EnquiryEnd request, Tx tx, Caller me, PersonalData data, TimeProvider time, CancellationToken ct)
    {
        if (request.CaseId is { } file && !await tx.ScalarAsync<bool>("select exists (select from case_file where id = @file and number is not null)", new { file }))
            return PaperProblems.CaseUnknown();
        return await MoveAsync(tx, id, "responsible = @me", "state = 'closed', handed_on_at = null, closed_at = @now, case_id = @CaseId", ["open", "handed-on"],
            new { id, me = me.Id, request.CaseId, now = time.GetUtcNow().UtcDateTime }, "close", data, ct);
    }

    /// <summary>Whom an enquiry is handed on to; a clerk without a desk sits at the county hall.</summary>
    public const string ForMe = "(to_department = @department or to_desk ->> 'id' = @desk or (@countyHall and to_desk ->> 'kind' = 'county-hall'))";

    private static async Task<Results<Ok<EnquiryView>, Problem>> MoveAsync(
        Tx tx, Guid id, string may, string change, string[] from, object args, string action, PersonalData data, CancellationToken ct)
    {
        if (await tx.FindAsync<string?>($"select state from enquiry where id = @id and {may} for update", args) is not { } state)
            return Problem.NotFound();
        if (!from.Contains(state))
            return PaperProblems.EnquiryState(state);
        var after = (await tx.FindAsync<Enquiry>($"update enquiry set {change}, version = version + 1 where id = @id returning {Enquiry.Columns}", args))!;
        tx.Audit($"enquiry.{action}", "enquiry", $"{id}", new { after.State, after.Responsible, after.CaseId });
        await tx.CommitAsync(ct);
        return TypedResults.Ok(EnquiryView.Of(after, data));
    }
}
