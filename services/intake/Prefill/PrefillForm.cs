using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>What a form may begin with.</summary>
/// <param name="Granted">False where the applicant has not agreed: then nothing is filled in.</param>
/// <param name="Fields">By the keys of the form.</param>
internal sealed record Prefill(string MatterCode, int MatterVersion, bool Granted, IReadOnlyDictionary<string, PrefilledField> Fields);

/// <summary>A value, and where it comes from.</summary>
/// <param name="Source">account, or earlier-case.</param>
/// <param name="CaseId">The case that it was given in last.</param>
/// <param name="At">When that case was opened.</param>
internal sealed record PrefilledField(JsonElement Value, string Source, Guid? CaseId = null, string? CaseNumber = null, DateTime? At = null);

/// <summary>预填表单: values of the same 数据元 from the account and from the applicant's last cases, with consent only.</summary>
internal static class PrefillForm
{
    /// <summary>One row at least where consent is given, with the newest cases that were handed in; the drafts of one person are few.</summary>
    public const string Sql = """
        select f.id, f.number, f.form_sealed, f.created_at
        from prefill_consent c
        left join lateral (
            select id, number, form_sealed, created_at
            from case_file
            where account_id = c.account_id
              and number is not null
            order by id desc
            limit 20) f on true
        where c.account_id = @me
          and c.granted
        """;

    /// <summary>Values for the matter's current form; those that it would refuse are left out.</summary>
    public static async Task<Results<Ok<Prefill>, Problem>> Handle(
        string code, NpgsqlDataSource source, FreshReads fresh, Forms forms, PersonalData data, Caller me, CancellationToken ct)
    {
        await fresh.AskAsync(code, me.Id, ct);
        if (await fresh.Matter is not { } matter)
            return Problem.NotFound();
        IReadOnlyList<Earlier> earlier;
        await using (var db = await source.OpenConnectionAsync(ct))
            earlier = (await db.QueryAsync<Earlier>(Sql, new { me = me.Id })).AsList();
        if (earlier.Count == 0)
            return TypedResults.Ok(new Prefill(matter.Code, matter.Version, false, new Dictionary<string, PrefilledField>()));
        var known = await fresh.Applicant is { } applicant ? OfAccount(applicant, data) : [];
        foreach (var file in earlier.Where(file => file.Id is not null))
            foreach (var answer in JsonElement.Parse(data.Open(file.FormSealed!)).EnumerateObject())
                known.TryAdd(answer.Name, new(answer.Value, "earlier-case", file.Id, file.Number, file.CreatedAt));
        return TypedResults.Ok(new Prefill(matter.Code, matter.Version, true, forms.Fitting(matter, known)));
    }

    /// <summary>What the account itself says, under the keys of the dictionary of shared fields.</summary>
    private static Dictionary<string, PrefilledField> OfAccount(ApplicantRef applicant, PersonalData data)
    {
        var (name, number, phone) = (data.Open(applicant.NameSealed), data.Open(applicant.IdNumberSealed), applicant.PhoneSealed is { } p ? data.Open(p) : null);
        var person = applicant.Kind == Kind.Citizen ? CitizenId.Read(number).Value : null;
        (string Key, string? Text)[] says = applicant.Kind == Kind.Citizen
            ?
            [
                ("applicantName", name), ("applicantIdNumber", number), ("phone", phone), ("applicantIdType", person is null ? null : "居民身份证"),
                ("applicantGender", person is null ? null : person.IsMale ? "男" : "女"), ("applicantBirthDate", person?.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ]
            : [("enterpriseName", name), ("creditCode", number), ("phone", phone)];
        return says.Where(field => field.Text is not null).ToDictionary(field => field.Key, field => new PrefilledField(JsonSerializer.SerializeToElement(field.Text), "account"));
    }

    private sealed record Earlier(Guid? Id, string? Number, string? FormSealed, DateTime? CreatedAt);
}
