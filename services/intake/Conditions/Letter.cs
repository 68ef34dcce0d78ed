using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.Intake;

/// <summary>承诺书: what the applicant was told and promises. It is offered once a case and kind, and signed in the own session or on paper at the counter.</summary>
internal sealed record Letter
{
    public required string Kind { get; init; }
    public required string Text { get; init; }

    /// <summary>SHA-256 of the text: who signs names it, so that nobody signs what was not shown.</summary>
    public required string Digest { get; init; }

    /// <summary>容缺: what may come later.</summary>
    public string[] MaterialCodes { get; init; } = [];
    public int? Days { get; init; }
    public int? CheckDays { get; init; }
    public DateTime OfferedAt { get; init; }
    public DateTime? SignedAt { get; init; }

    public const string OfDeferral = "deferral";
    public const string OfCommitment = "commitment";

    public const string Columns = "kind, text, digest, material_codes, days, check_days, offered_at, signed_at";

    /// <summary>The signed paper as a material of the case: the counter scans it in.</summary>
    public static string ScanCode(string kind) => $"letter-{kind}";

    public static Letter Deferral(CaseFile file, IReadOnlyList<CaseMaterial> later, int days, DateTime now) => Of(OfDeferral, $"""
        容缺受理承诺书
        本人（本单位）申请办理“{file.Matter.Name}”（办件编号 {file.Number}），自愿申请容缺受理，并承诺：
        一、下列材料自受理之日起 {days} 个工作日内补齐，且不晚于事项的承诺办结日：{string.Join("；", later.Select(m => m.Name))}。
        二、知晓补齐之前不作出准予决定，不发放办理结果。
        三、逾期未补齐的，视为放弃本次申请，同意终止办理，并记入失信记录；修复之前不再适用容缺受理和告知承诺。
        """, now) with { MaterialCodes = [.. later.Select(m => m.Code)], Days = days };

    public static Letter Commitment(PublishedMatter matter, IEnumerable<CaseMaterial> spared, DateTime now) => Of(OfCommitment, $"""
        告知承诺书
        行政机关告知（{matter.Name}）：
        {matter.Elements!.CommitmentNotice}
        由承诺替代的材料：{string.Join("；", spared.Select(m => m.Name))}。
        准予后 {matter.Elements.CommitmentCheckDays} 个工作日内核查。
        申请人承诺：已知晓告知的全部内容，符合告知的条件和要求，所填信息真实准确，愿意接受核查，并承担不实承诺的法律责任。以上是本人（本单位）的真实意思表示。
        """, now) with { CheckDays = matter.Elements.CommitmentCheckDays };

    private static Letter Of(string kind, string text, DateTime now) =>
        new() { Kind = kind, Text = text, Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), OfferedAt = now };
}

/// <summary>Letters in the database.</summary>
internal static class Letters
{
    public static Task<Letter?> LetterAsync(this Tx tx, Guid id, string kind) =>
        tx.FindAsync<Letter>($"select {Letter.Columns} from letter where case_id = @id and kind = @kind", new { id, kind });

    /// <summary>Offers a letter, in place of one offered before; for a paper signed at the counter the case lists its scan.</summary>
    public static Task OfferAsync(this Tx tx, Guid id, Letter letter) => tx.ExecuteAsync("""
        with scan as (
            insert into case_material (case_id, code, name, requirement)
            values (@id, @scanCode, @scanName, '2')
            on conflict (case_id, code) do update
            set sha256 = null, media_type = null, size = null, source = null, supplied_at = null)
        insert into letter (case_id, kind, text, digest, material_codes, days, check_days, offered_at)
        values (@id, @Kind, @Text, @Digest, @MaterialCodes, @Days, @CheckDays, @OfferedAt)
        on conflict (case_id, kind) do update
        set text = excluded.text, digest = excluded.digest, material_codes = excluded.material_codes, days = excluded.days, check_days = excluded.check_days,
            offered_at = excluded.offered_at, signed_at = null, signed_by = null, assurance = null, recorded_by = null, scan_sha256 = null
        """, new
    {
        id, letter.Kind, letter.Text, letter.Digest, letter.MaterialCodes, letter.Days, letter.CheckDays, letter.OfferedAt,
        scanCode = Letter.ScanCode(letter.Kind), scanName = letter.Kind == Letter.OfDeferral ? "容缺受理承诺书（签字扫描件）" : "告知承诺书（签字扫描件）",
    });

    /// <summary>The matters of those cases by commitment whose letter is not signed yet.</summary>
    public static async Task<IReadOnlyList<string>> UnsignedAsync(this Tx tx, IEnumerable<CaseFile> files)
    {
        var committed = files.Where(file => file.Mode == CaseMode.Commitment).ToDictionary(file => file.Id, file => file.Matter.Name);
        if (committed.Count == 0)
            return [];
        foreach (var signed in await tx.QueryAsync<Guid>("select case_id from letter where case_id = any(@ids) and kind = 'commitment' and signed_at is not null", new { ids = committed.Keys.ToArray() }))
            committed.Remove(signed);
        return [.. committed.Values];
    }

    /// <summary>True for a case by commitment whose letter is not signed yet.</summary>
    public static async Task<bool> LacksCommitmentAsync(this Tx tx, CaseFile file) =>
        file.Mode == CaseMode.Commitment && await tx.LetterAsync(file.Id, Letter.OfCommitment) is not { SignedAt: not null };
}
