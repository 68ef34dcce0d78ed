using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>How the counter finds a case that somebody asks about: by its number or the beginning of one, its receipt, or the applicant's number.</summary>
internal static class SearchCases
{
    /// <summary>Digits and letters, with what comes along when they are copied.</summary>
    private const string Code = @"[0-9A-Za-z\s-]{0,60}";

    /// <summary>Cases by exactly one of the three. By idNumber the header Purpose is needed, and the read is recorded. A matter's code with a day (yyyyMMdd) begins the numbers of that matter and day.</summary>
    /// <param name="number">办件编号, or its beginning.</param>
    /// <param name="receipt">凭证编号.</param>
    /// <param name="idNumber">公民身份号码 or 统一社会信用代码 of the applicant.</param>
    public static async Task<Results<Ok<Page<CaseLine>>, Problem>> Handle(
        NpgsqlDataSource source, Caller me, PersonalData data, HttpContext http, [RegularExpression(Code)] string? number = null, [RegularExpression(Code)] string? receipt = null, [RegularExpression(Code)] string? idNumber = null, string? after = null, int? limit = null)
    {
        if (new[] { number, receipt, idNumber }.Count(given => !string.IsNullOrWhiteSpace(given)) != 1)
            return CounterProblems.OneOf();
        var purpose = "";
        if (idNumber is not null && Purpose.Missing(http.Request, out purpose) is { } no)
            return no;
        var (last, from) = (Guid.AllBitsSet, "");
        if (after is not null && !(number is null ? Cursor.TryDecode(after, out last) : Cursor.TryDecode(after, out from)))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = (await db.QueryAsync<CaseRow>(
            number is not null ? ByNumber : receipt is not null ? ByReceipt : ByApplicant,
            new { number = number?.Trim(), receipt = receipt?.Trim(), key = idNumber is null ? null : Key(data, idNumber), last, from, limit = Paging.Limit(limit) + 1 })).AsList();
        if (idNumber is not null)
            foreach (var person in rows.Select(row => row.AccountId).Distinct())
                await StaffRead.RecordAsync(db, me, person, "cases", purpose);
        return TypedResults.Ok(Paging.Of([.. rows.Select(row => row.AsLine(data, me))], Paging.Limit(limit), line => number is null ? Cursor.Encode(line.Id) : Cursor.Encode(line.Number), http));
    }

    /// <summary>Numbers are kept in capitals.</summary>
    public static string Key(PersonalData data, string idNumber) => data.SearchKey(idNumber.Trim().ToUpperInvariant());

    public const string ByNumber = $"""
        select {CaseRow.Columns}, handled_by, handled_until
        from case_file
        where number >= @number
          and number < @number || '~'
          and number > @from
        order by number
        limit @limit
        """;

    public const string ByReceipt = $"""
        select {CaseRow.Columns}, handled_by, handled_until
        from case_file
        where receipt_number = @receipt
          and id < @last
        limit @limit
        """;

    public const string ByApplicant = $"""
        select {CaseRow.Columns}, handled_by, handled_until
        from case_file
        where applicant_key = @key
          and (status <> 'draft' or {Channels.FiledByStaff})
          and id < @last
        order by id desc
        limit @limit
        """;
}
