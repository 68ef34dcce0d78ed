using System.Text.Json;
using System.Text.RegularExpressions;

namespace GovPlatform.Matters.Importing;

/// <summary>Makes a matter of its row and the rows of its materials.</summary>
internal static partial class MatterCells
{
    /// <summary>The basic code, be it written alone or at the end of the 实施编码.</summary>
    public static string BasicCode(RowCells row) => row.Text("basic_code") ?? (row.Text("code") is { Length: 31 } code ? code[19..] : "");

    public static string? Department(RowCells row) => row.Text("department") ?? (row.Text("code") is { Length: 31 } code ? code[..18] : null);

    public static string Level(RowCells row) => row.Text("exercise_level") ?? (row.Text("code") is { Length: 31 } code ? code[18..19] : "4");

    public static MatterContent Content(RowCells row, IReadOnlyList<RowCells> papers, string region, FormFields fields)
    {
        Codes(row);
        var department = Department(row) ?? row.Needed("department");
        var content = new MatterContent
        {
            BasicCode = BasicCode(row) is { Length: > 0 } basic ? basic : row.Needed("basic_code"),
            DepartmentCode = department,
            DepartmentName = row.Needed("department_name"),
            Name = row.Needed("name"),
            HandlingType = row.Needed("handling_type"),
            Audience = row.List("audience"),
            StatutoryDays = row.Number("statutory_days"),
            StatutoryUnit = row.Text("statutory_unit") ?? LimitUnit.WorkingDay,
            PromisedDays = row.Number("promised_days") ?? -1,
            PromisedUnit = row.Text("promised_unit") ?? LimitUnit.WorkingDay,
            // Three digits are a type that the department itself defines.
            LicenceType = row.Text("licence_type") is { Length: 3 } own ? department + own : row.Text("licence_type"),
            LicenceName = row.Text("licence_name"),
            LicenceValidYears = row.Number("licence_years"),
            AutoDecide = row.Flag("auto_decide") == true,
            Keywords = row.List("keywords"),
            Situations = row.Situations("situations"),
            Form = row.Json<JsonElement?>("form") ?? row.Form("form_fields", fields),
            Reason = row.Text("reason"),
            Elements = Elements(row, region),
            Materials = [.. papers.Select(Material)],
        };
        if (row.Text("promised_days") is null)
            row.Needed("promised_days");
        return content;
    }

    /// <summary>The 实施编码 is made of department, level and basic code; where a list says them twice they agree.</summary>
    private static void Codes(RowCells row)
    {
        if (row.Text("code") is { } code)
        {
            if (code.Length != 31)
            {
                row.Wrong("code", "code-length", $"实施编码应为31位，实有{code.Length}位", $"A code has 31 characters, this one {code.Length}");
                return;
            }
            row.Agrees("code", code[..18], row.Text("department"), "实施主体编码");
            row.Agrees("code", code[18..19], row.Text("exercise_level"), "行使层级");
            row.Agrees("code", code[19..], row.Text("basic_code"), "基本编码");
        }
        if (BasicCode(row) is { Length: 12 } basic)
            row.Agrees("matter_type", basic[2..4], row.Text("matter_type"), "事项类型");
    }

    private static MatterElements Elements(RowCells row, string region)
    {
        var (ways, phone) = Enquiry(row);
        return new()
        {
            ExerciseLevel = Level(row), LegalBasis = row.Text("legal_basis"), PowerSource = row.Text("power_source"), Division = row.Text("division"),
            Exercise = row.Text("exercise"), BodyNature = row.Text("body_nature"), StatutoryNote = row.Text("statutory_note"), PromisedNote = row.Text("promised_note"),
            Conditions = row.List("conditions"), Flow = row.List("flow"), AutoRule = row.Text("auto_rule"), JointDepartments = row.List("joint_departments"),
            JointDepartmentCodes = row.List("joint_department_codes"), EntrustedBy = row.Text("entrusted_by"), Office = row.Text("office"), OfficeCode = row.Text("office_code"),
            Intermediary = row.Text("intermediary"), QuantityLimit = row.Text("quantity_limit"), ResultName = row.Text("result_name"), ResultType = row.Text("result_type"),
            ResultSample = row.Text("result_sample"), HasFee = row.Flag("has_fee") == true, FeeBasis = row.Text("fee_basis"), FeeStandard = row.Text("fee_standard"),
            Fees = Fees(row), ServiceScope = row.Text("service_scope"), UserTopics = row.List("user_topics"), CorpTopics = row.List("corp_topics"),
            HandlingForms = row.List("handling_forms"), SpecialProcedure = row.Text("special_procedure"), SpecialSteps = row.Records<SpecialStep>("special_steps"),
            Jurisdiction = row.Text("jurisdiction") ?? region, Visits = row.Number("visits"), VisitsReason = row.Text("visits_reason"), OnlineDepth = row.Text("online_depth"),
            Appointment = row.Flag("appointment"), OnlinePayment = row.Flag("online_payment"), Express = row.Flag("express"), Online = row.Flag("online"),
            OnlineAddress = row.Text("online_address"), MobileAddress = row.Text("mobile_address"), SelfService = row.Flag("self_service"), InHall = row.Flag("in_hall"),
            SystemLevel = row.Text("system_level"), Place = row.Text("place"), Hours = row.Text("hours"), EnquiryWays = ways, EnquiryPhone = phone,
            SupervisionPhone = row.Text("supervision_phone") ?? PhoneIn(row.Text("supervise_way") ?? ""), Faq = row.List("faq"),
            CommitmentNotice = row.Text("commitment_notice"), CommitmentCheckDays = row.Number("commitment_check_days"),
        };
    }

    /// <summary>A list has one basis and one standard a matter: one item.</summary>
    private static IReadOnlyList<FeeItem> Fees(RowCells row) =>
        row.Text("fees") is not null ? row.Records<FeeItem>("fees")
        : row.Flag("has_fee") == true && row.Text("fee_basis") is { } basis && row.Text("fee_standard") is { } standard ? [new() { Name = row.Text("name") ?? "", Basis = basis, Standard = standard }]
        : [];

    /// <summary>Lists write the way and the number into one cell: 窗口咨询；电话咨询：0397-6000101.</summary>
    private static (IReadOnlyList<string> Ways, string? Phone) Enquiry(RowCells row)
    {
        var (ways, phone) = (row.List("enquiry_ways"), row.Text("enquiry_phone"));
        if (ways.All(CodeSets.EnquiryWay.ContainsKey))
            return (ways, phone);
        var text = string.Join(' ', ways);
        return ([.. CodeSets.EnquiryWay.Where(way => text.Contains(way.Value, StringComparison.Ordinal)).Select(way => way.Key).Order(StringComparer.Ordinal)], phone ?? PhoneIn(text));
    }

    private static string? PhoneIn(string text) => Phone().Match(text) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"\d{3,4}-?\d{7,8}(-\d{1,5})?|1\d{10}|12345")]
    private static partial Regex Phone();

    private static MaterialItem Material(RowCells row, int place) => new()
    {
        Serial = row.Number("serial") ?? place + 1, Name = row.Needed("name"), Requirement = row.Needed("requirement"), Form = row.Text("form") ?? "3",
        Kind = row.Text("kind"), Originals = row.Number("originals"), Copies = row.Number("copies"), SourceChannel = row.Text("source_channel"),
        Source = row.Text("source"), IssuedWithin = row.Text("issued_within"), FillNote = row.Text("fill_note"), Usage = row.Text("usage"),
        Place = row.Text("place"), BlankForm = row.Text("blank_form"), Sample = row.Text("sample"), AcceptStandard = row.Text("accept_standard"),
        LegalBasis = row.Text("legal_basis"), When = row.List("when"), ReviewPoints = row.List("review_points"), CommonErrors = row.List("common_errors"),
        Certificate = row.Flag("certificate") == true, ByCommitment = row.Flag("by_commitment") == true, PageFormat = row.Text("page_format"), BlankFormFile = row.Text("blank_form_file"), SampleFile = row.Text("sample_file"),
        LicenceType = row.Text("licence_type"), MaxBytes = row.Number("max_bytes"),
    };
}
