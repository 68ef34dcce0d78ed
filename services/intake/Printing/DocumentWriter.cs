using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>Issues written documents (文书): each is written, whole, in the transaction of the step it belongs to, and printed when it is first asked for.</summary>
internal sealed class DocumentWriter(PersonalData data, GovSettings settings)
{
    /// <summary>The counter that acts for every agency of the county (综合窗口).</summary>
    public string Counter => $"{settings.County}政务服务中心综合窗口";

    public GovSettings Settings => settings;

    /// <summary>Issues a document of the case in one statement; nothing is rendered. Best as the last of its transaction: documents of a kind queue for their serial.</summary>
    /// <param name="signed">False for what the applicant declares: no agency seals it.</param>
    /// <param name="number">Where it has one already; issuing that again does nothing.</param>
    public Task IssueAsync(Tx tx, DocumentKind kind, CaseFile file, IReadOnlyList<Block> body, DateTime now, bool signed = true, string? number = null)
    {
        var day = ChinaTime.Date(now);
        return tx.ExecuteAsync("""
            with serial as (
                insert into daily_serial as s (kind, day, last)
                select @serial, @day, 1
                where @number::text is null
                on conflict (kind, day) do update set last = s.last + 1
                returning last)
            insert into issued_document (id, case_id, kind, number, issued_at, content_sealed, verification_code, seal_sha256)
            values (
                @id, @caseId, @Code, coalesce(@number, (select @prefix || lpad(last::text, greatest(5, length(last::text)), '0') from serial)), @now, @content, @verification,
                (select sha256 from seal where department_code = @department and @signed))
            on conflict (number) do nothing
            """, new
        {
            kind.Code, serial = $"document/{kind.Letters}", id = Guid.CreateVersion7(), caseId = file.Id, day, number, prefix = $"{kind.Letters}{file.Region}{day:yyyyMMdd}", now,
            content = Sealed(Write(kind, file, body, day, signed)), verification = VerificationCode.New(), department = file.Matter.DepartmentCode, signed,
        });
    }

    public string Sealed(Paper paper) => data.Seal(JsonSerializer.Serialize(paper, GovJson.Events));

    public Paper Opened(string content) => JsonSerializer.Deserialize<Paper>(data.Open(content), GovJson.Events)!;

    public Paper Write(DocumentKind kind, CaseFile file, IReadOnlyList<Block> body, DateOnly on, bool signed = true) => new(
        kind.Title, kind.IsLetter, data.Open(file.Applicant.NameSealed), file.Applicant.Kind, file.Number, file.Matter.Name,
        signed ? AgencyOf(file) : null, Counter, on, $"{settings.PublicUrl}/api/intake/v1/verify", body);

    /// <summary>The number of the applicant's document as a paper shows it: a person's masked.</summary>
    public string IdNumberOf(CaseFile file) => Mask.IdNumber(file.Applicant.Kind, data.Open(file.Applicant.IdNumberSealed));

    public string NameOf(CaseFile file) => data.Open(file.Applicant.NameSealed);

    /// <summary>The catalogue names departments without their county where that goes without saying; on paper it does not.</summary>
    public string AgencyOf(CaseFile file) =>
        file.Matter.DepartmentName.Contains(settings.County, StringComparison.Ordinal) ? file.Matter.DepartmentName : settings.County + file.Matter.DepartmentName;
}
