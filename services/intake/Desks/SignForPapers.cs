using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Intake;

/// <summary>What the receiving side says of the papers.</summary>
public sealed record TransferAnswer
{
    /// <summary>False sends them back unopened.</summary>
    public bool Accepted { get; init; } = true;

    [StringLength(500, MinimumLength = 1)]
    public string? Note { get; init; }

    /// <summary>What is otherwise than the sending side said.</summary>
    [MaxLength(2000)]
    public IReadOnlyList<PaperDifference>? Differences { get; init; }
}

/// <summary>What is otherwise with the papers of one material.</summary>
public sealed record PaperDifference
{
    public Guid CaseId { get; init; }

    [StringLength(60, MinimumLength = 1)]
    public string? MaterialCode { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public string Note { get; init; } = "";
}

/// <summary>材料签收: the other side signs for the papers, or refuses them.</summary>
internal static class SignForPapers
{
    /// <summary>
    /// Whom a hand-over is for: approvers of the department, clerks of the desk; a clerk without a desk sits at the county hall. Nobody signs for what he has sent. What goes to a desk that has closed
    /// the county hall sends back.
    /// </summary>
    private const string ForMe = """
        sent_by <> @me
        and (to_department = @department
             or to_desk ->> 'id' = @desk
             or (@countyHall and to_desk ->> 'kind' = 'county-hall')
             or (@refused and to_desk ->> 'id' = any(@closed)))
        """;

    /// <summary>Before the transaction: has the desk closed that it goes to?</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var services = call.HttpContext.RequestServices;
        if (!call.Arguments.OfType<TransferAnswer>().Single().Accepted)
            await services.GetRequiredService<ClosedHalls>().AskAsync(services.GetRequiredService<Caller>(), """
                select to_desk ->> 'id' from paper_transfer where id = @id and state = 'sent' and to_desk ->> 'kind' <> 'county-hall'
                """, new { id = call.GetArgument<Guid>(0) }, call.HttpContext.RequestAborted);
        return await next(call);
    }

    public static async Task<object> WhoAsync(Caller me, ClerkDesks desks, CancellationToken ct)
    {
        var desk = me.Has(Role.Clerk) ? await desks.OfAsync(me, ct) : null;
        return new { me = me.Id, department = me.Has(Role.Approver) ? me.Department : null, desk = desk?.Id.ToString(), countyHall = me.Has(Role.Clerk) && desk is null };
    }

    /// <summary>Signs for papers, with what is otherwise than was said; each case's timeline tells it.</summary>
    public static async Task<Results<Ok<TransferView>, Problem>> Handle(
        Guid id, TransferAnswer request, Tx tx, Caller me, ClerkDesks desks, ClosedHalls closed, TimeProvider time, CancellationToken ct)
    {
        var args = new Dapper.DynamicParameters(await WhoAsync(me, desks, ct));
        args.AddDynamicParams(new { id, refused = !request.Accepted, closed = await closed.IdsAsync() });
        if (await tx.FindAsync<TransferView>($"select {TransferView.Columns} from paper_transfer where id = @id and {ForMe} for update", args) is not { } sent)
            return Problem.NotFound();
        if (sent.State != "sent")
            return PaperProblems.Answered(sent.State);
        var items = (await tx.QueryAsync<(Guid CaseId, string? MaterialCode)>("select case_id, material_code from paper_item where transfer_id = @id", new { id })).ToHashSet();
        foreach (var (i, difference) in (request.Differences ?? []).Index())
            if (!items.Contains((difference.CaseId, difference.MaterialCode)))
                return PaperProblems.NotOfTheTransfer(i);

        var signed = sent with { State = request.Accepted ? "received" : "refused", SignedBy = me.Id, SignedAt = time.GetUtcNow().UtcDateTime, Answer = request.Note };
        await SaveAsync(tx, signed, request.Differences ?? []);
        var cases = items.Select(item => item.CaseId).Distinct().Order().ToArray();
        await tx.ExecuteAsync("select from case_file where id = any(@cases) order by id for update", new { cases });
        if (request.Accepted)
            await tx.ExecuteAsync("update case_file set result_desk = @ToDesk where id = any(@results)",
                new { sent.ToDesk, results = items.Where(item => item.MaterialCode is null).Select(item => item.CaseId).ToArray() });
        await tx.NoteAsync(cases, request.Accepted ? "papers-received" : "papers-refused", me, signed.SignedAt!.Value, request.Note);
        tx.Audit($"papers.{signed.State}", "paper-transfer", $"{id}", new { Cases = cases.Length, Differences = request.Differences?.Count ?? 0 });
        await tx.CommitAsync(ct);
        return TypedResults.Ok(signed);
    }

    private static async Task SaveAsync(Tx tx, TransferView signed, IReadOnlyList<PaperDifference> differences)
    {
        await tx.ExecuteAsync("update paper_transfer set state = @State, signed_by = @SignedBy, signed_at = @SignedAt, answer = @Answer where id = @Id",
            new { signed.Id, signed.State, signed.SignedBy, signed.SignedAt, signed.Answer });
        await tx.ExecuteAsync("""
            update paper_item i
            set difference = d.note
            from unnest(@cases, @codes, @notes) as d (case_id, code, note)
            where i.transfer_id = @Id
              and i.case_id = d.case_id
              and i.material_code is not distinct from d.code
            """, new
        {
            signed.Id, cases = differences.Select(d => d.CaseId).ToArray(), codes = differences.Select(d => d.MaterialCode).ToArray(), notes = differences.Select(d => d.Note).ToArray(),
        });
    }
}
