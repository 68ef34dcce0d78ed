using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Intake;

/// <summary>Papers that are handed over, to a department or to a desk.</summary>
public sealed record NewTransfer
{
    /// <summary>Unified social credit code of the department that the papers go to; or a desk, one of both.</summary>
    [StringLength(18, MinimumLength = 18)]
    public string? ToDepartment { get; init; }

    /// <summary>办事场所 that they go to.</summary>
    public Guid? ToDesk { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public string? Carrier { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public string? TrackingNumber { get; init; }

    [StringLength(500, MinimumLength = 1)]
    public string? Note { get; init; }

    /// <summary>What is handed over, of 500 cases at most.</summary>
    [Required, MinLength(1), MaxLength(2000)]
    public IReadOnlyList<PaperItem> Items { get; init; } = [];
}

/// <summary>The papers of one material.</summary>
public sealed record PaperItem
{
    public Guid CaseId { get; init; }

    /// <summary>材料编码 of the case's list; left out for the result, which goes from the desk that holds it to another.</summary>
    [StringLength(60, MinimumLength = 1)]
    public string? MaterialCode { get; init; }

    [Range(0, 1000)]
    public int Originals { get; init; }

    [Range(0, 1000)]
    public int Copies { get; init; }
}

/// <summary>材料移交: the sending side hands papers over and signs by its account.</summary>
internal static class SendPapers
{
    private const int MostCases = 500;

    /// <summary>Before the transaction: is there such a desk, and has one closed that has the papers?</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (request, services, ct) = (call.Arguments.OfType<NewTransfer>().Single(), call.HttpContext.RequestServices, call.HttpContext.RequestAborted);
        if (request.ToDesk is { } hall)
            await services.GetRequiredService<Halls>().AskAsync(hall, ct);
        await services.GetRequiredService<ClosedHalls>().AskAsync(services.GetRequiredService<Caller>(), PaperPlaces.Desks,
            new { cases = request.Items.Select(item => item.CaseId).ToArray(), codes = request.Items.Select(item => item.MaterialCode).ToArray() }, ct);
        return await next(call);
    }

    /// <summary>Hands papers of up to 500 cases over, all or none; each case's timeline tells it.</summary>
    public static async Task<Results<Created<TransferView>, Problem>> Handle(
        NewTransfer request, Tx tx, Caller me, ClerkDesks desks, Halls halls, ClosedHalls closed, TimeProvider time, CancellationToken ct)
    {
        if (request.ToDepartment is null == request.ToDesk is null)
            return PaperProblems.OneAddressee();
        if (request.ToDepartment is { } department && CreditCode.ReadStored(department).Refusal is { } refusal)
            return DeskProblems.WrongCode("/toDepartment", refusal);
        HallRef? desk = null;
        if (request.ToDesk is not null && (desk = await halls.Asked) is null)
            return DeskProblems.DeskUnknown("/toDesk");
        var from = me.Has(Role.Clerk) ? await desks.OfAsync(me, ct) : null;
        var cases = request.Items.Select(item => item.CaseId).Distinct().Order().ToArray();
        if (cases.Length > MostCases)
            return PaperProblems.TooManyCases(MostCases);
        if (request.Items.DistinctBy(item => (item.CaseId, item.MaterialCode)).Count() < request.Items.Count)
            return PaperProblems.NamedTwice();

        // Locked in order of their ids, so that two hand-overs of the same cases wait for each other instead of for ever.
        await tx.ExecuteAsync("select from case_file where id = any(@cases) order by id for update", new { cases });
        if (await WrongAsync(tx, request, me, from, await closed.IdsAsync()) is [_, ..] wrong)
            return PaperProblems.WrongItems(wrong);
        var sent = new TransferView
        {
            Id = Guid.CreateVersion7(), State = "sent", FromDesk = from, FromDepartment = me.Has(Role.Clerk) ? null : me.Department, ToDepartment = request.ToDepartment, ToDesk = desk,
            Carrier = request.Carrier, TrackingNumber = request.TrackingNumber, Note = request.Note, SentBy = me.Id, SentAt = time.GetUtcNow().UtcDateTime,
        };
        await InsertAsync(tx, sent, request.Items);
        await tx.NoteAsync(cases, "papers-sent", me, sent.SentAt, desk?.Name ?? sent.ToDepartment!);
        tx.Audit("papers.send", "paper-transfer", $"{sent.Id}", new { sent.ToDepartment, ToDesk = desk?.Id, Cases = cases.Length });
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/intake/v1/paper-transfers/{sent.Id}", sent);
    }

    // What may not be handed over, by its place in the request: no such paper here, a result that is not at the sender's desk or goes to none, another department's, under way already, or with somebody else.
    private static Task<IReadOnlyList<WrongItem>> WrongAsync(Tx tx, NewTransfer request, Caller me, HallRef? from, string[] closed) => tx.QueryAsync<WrongItem>($"""
        select (item.n - 1)::int as at,
            case
                when c.id is null or (item.code is not null and m.code is null) then 'not-on-the-list'
                when not here then 'no-result-here'
                when @department::text is not null and c.matter ->> 'departmentCode' <> @department then 'other-department'
                when under_way then 'under-way'
                else 'papers-elsewhere'
            end as code,
            coalesce(case when p.department = c.matter ->> 'departmentCode' then c.matter ->> 'departmentName' end, p.department, p.desk ->> 'name') as place
        from unnest(@cases, @codes) with ordinality as item (case_id, code, n)
        left join case_file c on c.id = item.case_id and c.number is not null and (@clerk or (c.accepted_on is not null and c.matter ->> 'departmentCode' = @mine))
        left join case_material m on m.case_id = c.id and m.code = item.code
        left join lateral ({PaperPlaces.Known}) p on true
        cross join lateral (
            select
                item.code is not null or (
                    @clerk and @toDesk and c.status = 'ready' and c.tracking_number is null
                    and coalesce(c.result_desk ->> 'id' = @from::text, @county and coalesce(c.result_desk ->> 'kind', 'county-hall') = 'county-hall')) as here,
                exists (
                    select from paper_item i
                    join paper_transfer t on t.id = i.transfer_id and t.state = 'sent'
                    where i.case_id = item.case_id and i.material_code is not distinct from item.code) as under_way) r
        where m.code is null and item.code is not null
           or here is not true
           or c.matter ->> 'departmentCode' <> @department
           or under_way
           or {PaperPlaces.Elsewhere}
        order by item.n
        limit 100
        """, new
    {
        cases = request.Items.Select(item => item.CaseId).ToArray(), codes = request.Items.Select(item => item.MaterialCode).ToArray(),
        department = request.ToDepartment, clerk = me.Has(Role.Clerk), mine = me.Department,
        toDesk = request.ToDesk is not null, from = from?.Id.ToString(), county = HallRef.Same(from, null), closed,
    });

    private static async Task InsertAsync(Tx tx, TransferView sent, IReadOnlyList<PaperItem> items)
    {
        await tx.ExecuteAsync("""
            insert into paper_transfer (id, state, from_desk, from_department, to_department, to_desk, carrier, tracking_number, note, sent_by, sent_at)
            values (@Id, @State, @FromDesk, @FromDepartment, @ToDepartment, @ToDesk, @Carrier, @TrackingNumber, @Note, @SentBy, @SentAt)
            """, new
        {
            sent.Id, sent.State, sent.FromDesk, sent.FromDepartment, sent.ToDepartment, sent.ToDesk, sent.Carrier, sent.TrackingNumber, sent.Note, sent.SentBy, sent.SentAt,
        });
        await tx.ExecuteAsync("""
            insert into paper_item (transfer_id, case_id, material_code, originals, copies)
            select @Id, item.case_id, item.code, item.originals, item.copies
            from unnest(@cases, @codes, @originals, @copies) as item (case_id, code, originals, copies)
            """, new
        {
            sent.Id, cases = items.Select(item => item.CaseId).ToArray(), codes = items.Select(item => item.MaterialCode).ToArray(),
            originals = items.Select(item => item.Originals).ToArray(), copies = items.Select(item => item.Copies).ToArray(),
        });
    }

    /// <param name="Place">Where it is; null is the county hall.</param>
    internal sealed record WrongItem(int At, string Code, string? Place);
}
