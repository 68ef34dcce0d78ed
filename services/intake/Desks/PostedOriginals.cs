using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>How something travels by post.</summary>
public sealed record Parcel
{
    [Required, StringLength(100, MinimumLength = 1)]
    public string Carrier { get; init; } = "";

    /// <summary>快递单号.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string TrackingNumber { get; init; } = "";
}

/// <summary>An original that the applicant posts in.</summary>
public sealed record AnnouncedOriginal
{
    /// <summary>材料编码 of the case's list.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string MaterialCode { get; init; } = "";

    [Required]
    public Parcel? Parcel { get; init; }
}

/// <summary>What was found when an original was held against the material.</summary>
public sealed record OriginalFinding
{
    /// <summary>matches or differs.</summary>
    [Required, AllowedValues("matches", "differs")]
    public string Result { get; init; } = "";

    [StringLength(200, MinimumLength = 1)]
    public string? Note { get; init; }
}

/// <summary>邮寄递件: originals that are posted in are expected, arrive, are checked, and go back.</summary>
internal static class PostedOriginals
{
    private const string Columns = """
        id, case_id, material_code, state, carrier, tracking_number, announced_at, arrived_at, checked_at, result, note, return_carrier, return_tracking_number, returned_at
        """;

    /// <summary>Tells that the original of a material is on its way; one at a time for each material.</summary>
    public static async Task<Results<Created<PostedOriginal>, Problem>> AnnounceAsync(
        Guid id, AnnouncedOriginal request, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var found = await tx.FindAsync<string?>("""
            select coalesce(m.code, '')
            from case_file c
            left join case_material m on m.case_id = c.id and m.code = @MaterialCode
            where c.id = @id
              and c.number is not null
              and (c.account_id = @me or @clerk)
            for update of c
            """, new { id, request.MaterialCode, me = me.Id, clerk = me.Has(Role.Clerk) });
        if (found is null)
            return Problem.NotFound();
        if (found.Length == 0)
            return Problems.NotOnTheList([request.MaterialCode], [request.MaterialCode]);
        var now = time.GetUtcNow().UtcDateTime;
        if (await tx.FindAsync<PostedOriginal>($"""
            insert into posted_original (id, case_id, material_code, state, carrier, tracking_number, announced_at)
            values (@original, @id, @MaterialCode, 'expected', @Carrier, @TrackingNumber, @now)
            on conflict (case_id, material_code) where state <> 'returned' do nothing
            returning {Columns}
            """, new { original = Guid.CreateVersion7(), id, request.MaterialCode, request.Parcel!.Carrier, request.Parcel.TrackingNumber, now }) is not { } expected)
            return PaperProblems.UnderWay();
        await NoteAsync(tx, expected, "original-expected", me, now);
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/intake/v1/cases/{id}/originals", expected);
    }

    /// <summary>The original has arrived at the counter.</summary>
    public static Task<Results<Ok<PostedOriginal>, Problem>> ArriveAsync(Guid id, Tx tx, Caller me, TimeProvider time, CancellationToken ct) =>
        MoveAsync(id, ["expected"], "state = 'arrived', arrived_at = @now, arrived_by = @me", new(), "original-arrived", tx, me, time, ct);

    /// <summary>Holds the original against the material; the material keeps what was found, and by whom.</summary>
    public static Task<Results<Ok<PostedOriginal>, Problem>> CheckAsync(Guid id, OriginalFinding request, Tx tx, Caller me, TimeProvider time, CancellationToken ct) =>
        MoveAsync(id, ["arrived"], "state = 'checked', checked_at = @now, checked_by = @me, result = @Result, note = @Note", new(new { request.Result, request.Note }), "original-checked", tx, me, time, ct);

    /// <summary>Sends the original back to the applicant.</summary>
    public static Task<Results<Ok<PostedOriginal>, Problem>> ReturnAsync(Guid id, Parcel request, Tx tx, Caller me, TimeProvider time, CancellationToken ct) =>
        MoveAsync(id, ["arrived", "checked"], "state = 'returned', returned_at = @now, returned_by = @me, return_carrier = @Carrier, return_tracking_number = @TrackingNumber",
            new(new { request.Carrier, request.TrackingNumber }), "original-returned", tx, me, time, ct);

    private static async Task<Results<Ok<PostedOriginal>, Problem>> MoveAsync(
        Guid id, string[] from, string change, DynamicParameters said, string action, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await tx.FindAsync<PostedOriginal>($"select {Columns} from posted_original where id = @id for update", new { id }) is not { } before)
            return Problem.NotFound();
        if (!from.Contains(before.State))
            return PaperProblems.OriginalState(before.State);
        said.AddDynamicParams(new { id, now, me = me.Id });
        var after = (await tx.FindAsync<PostedOriginal>($"update posted_original set {change} where id = @id returning {Columns}", said))!;
        if (after.State == "checked")
            await tx.ExecuteAsync("""
                update case_material
                set original_check = @Result, original_checked_by = @me, original_checked_at = @now
                where case_id = @CaseId
                  and code = @MaterialCode
                """, new { after.CaseId, after.MaterialCode, after.Result, me = me.Id, now });
        await NoteAsync(tx, after, action, me, now);
        await tx.CommitAsync(ct);
        return TypedResults.Ok(after);
    }

    private static async Task NoteAsync(Tx tx, PostedOriginal original, string action, Caller me, DateTime now)
    {
        await tx.NoteAsync([original.CaseId], action, me, now, action switch
        {
            "original-expected" => $"{original.Carrier} {original.TrackingNumber}",
            "original-returned" => $"{original.ReturnCarrier} {original.ReturnTrackingNumber}",
            _ => original.Note,
        });
        tx.Audit(action, "case", $"{original.CaseId}", new { original.Id, original.MaterialCode, original.Result });
    }

    /// <summary>The originals of a case, in the order in which they were announced.</summary>
    public static async Task<Results<Ok<IReadOnlyList<PostedOriginal>>, Problem>> OfCaseAsync(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (!await db.ExecuteScalarAsync<bool>($"select exists (select from case_file where id = @id and {Readers.MayRead})", Readers.Of(id, me)))
            return Problem.NotFound();
        var originals = await db.QueryAsync<PostedOriginal>($"select {Columns} from posted_original where case_id = @id order by announced_at, id", new { id });
        return TypedResults.Ok<IReadOnlyList<PostedOriginal>>(originals.AsList());
    }

    public const string Sql = $"""
        select {Columns}
        from posted_original
        where state <> 'returned'
          and state = @state
          and announced_at < @before
          and (announced_at, id) > (@At, @Id)
        order by announced_at, id
        limit @limit
        """;

    /// <summary>Originals at the counter or on their way, by how long ago they were announced.</summary>
    /// <param name="state">expected, arrived or checked.</param>
    /// <param name="late">true: only those announced more than Intake:OriginalDays (10) days ago.</param>
    public static async Task<Results<Ok<Page<PostedOriginal>>, Problem>> ListAsync(
        NpgsqlDataSource source, IConfiguration configuration, TimeProvider time, HttpContext http, string state = "expected", bool late = false, string? after = null, int? limit = null)
    {
        if (state is not ("expected" or "arrived" or "checked"))
            return Problem.Invalid("/state", "unknown-state", "状态应为 expected、arrived、checked 之一", "One of expected, arrived, checked");
        (DateTime At, Guid Id) key = (DateTime.UnixEpoch, Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var now = time.GetUtcNow().UtcDateTime;
        var before = late ? now.AddDays(-configuration.GetValue("Intake:OriginalDays", 10)) : now.AddMinutes(1);
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<PostedOriginal>(Sql, new { state, before, key.At, key.Id, limit = Paging.Limit(limit) + 1 });
        return TypedResults.Ok(Paging.Of(rows.AsList(), Paging.Limit(limit), row => Cursor.Encode(row.AnnouncedAt, row.Id), http));
    }
}

/// <summary>An original that was posted in.</summary>
/// <param name="State">expected, arrived, checked or returned.</param>
/// <param name="Result">matches or differs.</param>
internal sealed record PostedOriginal(
    Guid Id, Guid CaseId, string MaterialCode, string State, string Carrier, string TrackingNumber, DateTime AnnouncedAt, DateTime? ArrivedAt,
    DateTime? CheckedAt, string? Result, string? Note, string? ReturnCarrier, string? ReturnTrackingNumber, DateTime? ReturnedAt);
