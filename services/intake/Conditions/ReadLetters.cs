using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A letter of a case, as it is offered or signed.</summary>
internal sealed record LetterView
{
    /// <summary>deferral (容缺受理承诺书) or commitment (告知承诺书).</summary>
    public required string Kind { get; init; }
    public required string Text { get; init; }

    /// <summary>SHA-256 of the text: the signature names it.</summary>
    public required string Digest { get; init; }

    /// <summary>容缺: what may come later.</summary>
    public string[] MaterialCodes { get; init; } = [];

    /// <summary>容缺: working days after acceptance.</summary>
    public int? Days { get; init; }

    /// <summary>告知承诺: working days from the grant to the check.</summary>
    public int? CheckDays { get; init; }
    public DateTime OfferedAt { get; init; }
    public DateTime? SignedAt { get; init; }

    /// <summary>Account that signed.</summary>
    public Guid? SignedBy { get; init; }

    /// <summary>Assurance level of the session that signed; 0 on paper.</summary>
    public int? Assurance { get; init; }

    /// <summary>Signed on paper at the counter: the scan is a material of the case.</summary>
    public bool OnPaper { get; init; }
}

/// <summary>What the applicant has been told and asked to promise.</summary>
internal static class ReadLetters
{
    /// <summary>The letters of a case: none, 容缺 or 告知承诺.</summary>
    public static async Task<Results<Ok<IReadOnlyList<LetterView>>, Problem>> Handle(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.FindReadableAsync(id, me) is null)
            return Problem.NotFound();
        var letters = await db.QueryAsync<LetterView>($"""
            select {Letter.Columns}, signed_by, assurance, recorded_by is not null as on_paper
            from letter
            where case_id = @id
            order by kind
            """, new { id });
        return TypedResults.Ok<IReadOnlyList<LetterView>>(letters.AsList());
    }
}
