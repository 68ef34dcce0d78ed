using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Another case of the same applicant for the same matter and object.</summary>
internal sealed record AlikeCase(Guid Id, string? Number, string Status, string? Object, DateTime CreatedAt);

/// <summary>How many days apart two applications count as the same (Intake:DuplicateDays, 30).</summary>
internal sealed record DuplicateWindow(int Days);

/// <summary>重复申请: pointed out, to the applicant before submission and to the clerk; nobody files a twin in one call without having said so, and it is never a reason to refuse by itself.</summary>
internal static class Duplicates
{
    private const string Counts = "o.status not in ('draft', 'refused', 'lapsed', 'withdrawn', 'ended', 'revoked')";

    // Together as in the index case_file_alike: the same in whatever width, case, spacing and punctuation it is written.
    private const string Plain = "regexp_replace(lower(normalize(coalesce(";
    private const string Object = ", ''), nfkc)), '[[:space:][:punct:]]', '', 'g')";

    private const string Same = $"""
        o.account_id = case_file.account_id
              and o.matter_code = case_file.matter_code
              and o.created_at between case_file.created_at - make_interval(days => @Days) and case_file.created_at + make_interval(days => @Days)
              and {Counts}
              and o.id <> case_file.id
              and {Plain}o.object{Object} = {Plain}case_file.object{Object}
        """;

    /// <summary>True where a case of the list has another beside it.</summary>
    public const string HasSame = $"exists (select from case_file o where {Same})";

    /// <summary>What is alike to each sub-case of a package.</summary>
    public const string PackageSql = $"""
        select case_file.id as of_case, o.id, o.number, o.status, o.object, o.created_at
        from case_file
        join case_file o on {Same}
        where case_file.package_id = @Id
        order by o.created_at desc
        limit 100
        """;

    /// <summary>The last ones that are alike to an application.</summary>
    public const string Sql = $"""
        select o.id, o.number, o.status, o.object, o.created_at
        from case_file o
        where o.account_id = @AccountId
          and o.matter_code = @MatterCode
          and o.created_at between @CreatedAt - make_interval(days => @Days) and @CreatedAt + make_interval(days => @Days)
          and {Counts}
          and o.id <> @Id
          and {Plain}o.object{Object} = {Plain}@Object{Object}
        order by o.created_at desc
        limit 5
        """;

    /// <summary>Cases under way, or with a result, for this matter and object within the last days; staff name the applicant.</summary>
    /// <param name="matterCode">实施编码.</param>
    /// <param name="object">What the application is about, as in the application.</param>
    /// <param name="applicantId">Only staff: the account for which they file.</param>
    public static async Task<Results<Ok<IReadOnlyList<AlikeCase>>, Problem>> Handle(
        [Required, RegularExpression("[0-9A-Za-z]{31}")] string matterCode, NpgsqlDataSource source, Caller me, DuplicateWindow window, TimeProvider time, CancellationToken ct,
        [StringLength(200)] string? @object = null, Guid? applicantId = null)
    {
        if (me.IsStaff == applicantId is null)
            return Problems.ApplicantUnknown();
        await using var db = await source.OpenConnectionAsync(ct);
        var at = time.GetUtcNow().UtcDateTime;
        return TypedResults.Ok<IReadOnlyList<AlikeCase>>((await db.QueryAsync<AlikeCase>(Sql, new { AccountId = applicantId ?? me.Id, MatterCode = matterCode, CreatedAt = at, window.Days, Id = Guid.Empty, Object = @object })).AsList());
    }

    public static Task<IReadOnlyList<AlikeCase>> AlikeAsync(this Tx tx, CaseFile file, DuplicateWindow window) => tx.PeekAsync<AlikeCase>(Sql, Of(file, window));

    public static async Task<IReadOnlyList<AlikeCase>> AlikeAsync(this NpgsqlConnection db, CaseFile file, DuplicateWindow window) =>
        (await db.QueryAsync<AlikeCase>(Sql, Of(file, window))).AsList();

    private static object Of(CaseFile file, DuplicateWindow window) =>
        new { file.AccountId, file.MatterCode, file.CreatedAt, window.Days, file.Id, file.Object };

    internal sealed record InPackage(Guid OfCase, Guid Id, string? Number, string Status, string? Object, DateTime CreatedAt)
    {
        public AlikeCase AsAlike() => new(Id, Number, Status, Object, CreatedAt);
    }
}
