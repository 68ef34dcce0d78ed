namespace GovPlatform.Matters.Importing;

/// <summary>Reads the two files of a catalogue, matters and materials, into matters; the columns are those of the seed.</summary>
internal sealed class MatterRows
{
    public const string MattersFile = "matters";
    public const string MaterialsFile = "materials";

    private static readonly string[] MatterColumns =
    [
        "basic_code", "department", "department_name", "name", "legal_basis", "handling_type", "audience", "statutory_days", "statutory_note",
        "promised_days", "promised_note", "conditions", "flow", "special_procedure", "has_fee", "fee_basis", "fee_standard", "result_name", "result_type",
        "result_sample", "licence_type", "licence_name", "licence_years", "auto_decide", "auto_rule", "user_topics", "corp_topics", "power_source",
        "division", "exercise", "body_nature", "joint_departments", "office", "intermediary", "quantity_limit", "service_scope", "handling_forms",
        "visits", "visits_reason", "online_depth", "appointment", "online_payment", "express", "online", "online_address", "system_level", "place",
        "hours", "enquiry_ways", "enquiry_phone", "supervision_phone", "faq", "statutory_unit", "promised_unit", "keywords", "situations", "form_fields", "in_hall",
        "mobile_address",
    ];

    private static readonly string[] MaterialColumns =
    [
        "basic_code", "department", "serial", "name", "requirement", "form", "kind", "originals", "copies", "source_channel", "source", "issued_within",
        "fill_note", "usage", "place", "blank_form", "sample", "accept_standard", "legal_basis", "when", "review_points", "common_errors", "certificate",
    ];

    private readonly List<RowError> errors = [];

    private MatterRows(int matters, int materials) => (MatterCount, MaterialCount) = (matters, materials);

    public int MatterCount { get; }

    public int MaterialCount { get; }

    public IReadOnlyList<RowError> Errors => errors;

    /// <summary>The matters with the line in which each stands.</summary>
    public IReadOnlyList<(int Line, MatterContent Content)> Matters { get; private set; } = [];

    /// <param name="region">行政管辖 of every matter read.</param>
    /// <param name="fields">The fields that the column form_fields may name; those the platform was built with where not given.</param>
    public static MatterRows Read(string matters, string? materials, string region, FormFields? fields = null)
    {
        var table = CsvTable.Read(MattersFile, matters, MatterColumns);
        var papers = materials is null ? CsvTable.Empty : CsvTable.Read(MaterialsFile, materials, MaterialColumns);
        var rows = new MatterRows(table.Rows.Count, papers.Rows.Count);
        rows.errors.AddRange(new[] { table.Error, papers.Error }.OfType<RowError>());

        var byCode = papers.Rows.Select(row => new RowCells(MaterialsFile, papers.Head, row, rows.errors)).ToLookup(cells => cells.Needed("basic_code"));
        rows.Matters = [.. table.Rows.Select(row => Matter(new(MattersFile, table.Head, row, rows.errors), byCode, region, fields ?? FormFields.BuiltIn))];
        rows.Repeated();
        rows.Strays(byCode);
        return rows;
    }

    private static (int, MatterContent) Matter(RowCells row, ILookup<string, RowCells> papers, string region, FormFields fields)
    {
        var (basic, department) = (row.Needed("basic_code"), row.Needed("department"));
        var content = new MatterContent
        {
            BasicCode = basic,
            DepartmentCode = department,
            DepartmentName = row.Needed("department_name"),
            Name = row.Needed("name"),
            HandlingType = row.Needed("handling_type"),
            Audience = row.List("audience"),
            StatutoryDays = row.Number("statutory_days"),
            StatutoryUnit = row.Text("statutory_unit") ?? LimitUnit.WorkingDay,
            PromisedUnit = row.Text("promised_unit") ?? LimitUnit.WorkingDay,
            Keywords = row.List("keywords"),
            Situations = row.Situations("situations"),
            Form = row.Form("form_fields", fields),
            PromisedDays = row.Number("promised_days") ?? -1,
            // Three digits are a type that the department itself defines.
            LicenceType = row.Text("licence_type") is { Length: 3 } own ? department + own : row.Text("licence_type"),
            LicenceName = row.Text("licence_name"),
            LicenceValidYears = row.Number("licence_years"),
            AutoDecide = row.Flag("auto_decide") == true,
            Elements = Elements(row, region),
            Materials = [.. papers[basic].Where(paper => (paper.Text("department") ?? department) == department).Select(Material)],
        };
        if (content.PromisedDays < 0)
            row.Wrong("promised_days", "cell-missing", "应当填写", "The cell is empty");
        return (row.Line, content);
    }

    private static MatterElements Elements(RowCells row, string region) => new()
    {
        LegalBasis = row.Text("legal_basis"), PowerSource = row.Text("power_source"), Division = row.Text("division"), Exercise = row.Text("exercise"),
        BodyNature = row.Text("body_nature"), StatutoryNote = row.Text("statutory_note"), PromisedNote = row.Text("promised_note"),
        Conditions = row.List("conditions"), Flow = row.List("flow"), AutoRule = row.Text("auto_rule"), JointDepartments = row.List("joint_departments"),
        Office = row.Text("office"), Intermediary = row.Text("intermediary"), QuantityLimit = row.Text("quantity_limit"),
        ResultName = row.Text("result_name"), ResultType = row.Text("result_type"), ResultSample = row.Text("result_sample"),
        HasFee = row.Flag("has_fee") == true, FeeBasis = row.Text("fee_basis"), FeeStandard = row.Text("fee_standard"), Fees = Fees(row),
        ServiceScope = row.Text("service_scope"), UserTopics = row.List("user_topics"), CorpTopics = row.List("corp_topics"),
        HandlingForms = row.List("handling_forms"), SpecialProcedure = row.Text("special_procedure"), Jurisdiction = region,
        Visits = row.Number("visits"), VisitsReason = row.Text("visits_reason"), OnlineDepth = row.Text("online_depth"),
        Appointment = row.Flag("appointment"), OnlinePayment = row.Flag("online_payment"), Express = row.Flag("express"), Online = row.Flag("online"),
        OnlineAddress = row.Text("online_address"), SystemLevel = row.Text("system_level"), Place = row.Text("place"), Hours = row.Text("hours"),
        EnquiryWays = row.List("enquiry_ways"), EnquiryPhone = row.Text("enquiry_phone"), SupervisionPhone = row.Text("supervision_phone"),
        Faq = row.List("faq"), InHall = row.Flag("in_hall"), MobileAddress = row.Text("mobile_address"),
    };

    // The sheet has one basis and one standard a matter: one item.
    private static IReadOnlyList<FeeItem> Fees(RowCells row) =>
        row.Text("has_fee") == "1" && row.Text("fee_basis") is { } basis && row.Text("fee_standard") is { } standard
            ? [new() { Name = row.Text("name") ?? "", Basis = basis, Standard = standard }]
            : [];

    private static MaterialItem Material(RowCells row) => new()
    {
        Serial = row.Number("serial") ?? 0, Name = row.Needed("name"), Requirement = row.Needed("requirement"), Form = row.Text("form") ?? "3",
        Kind = row.Text("kind"), Originals = row.Number("originals"), Copies = row.Number("copies"), SourceChannel = row.Text("source_channel"),
        Source = row.Text("source"), IssuedWithin = row.Text("issued_within"), FillNote = row.Text("fill_note"), Usage = row.Text("usage"),
        Place = row.Text("place"), BlankForm = row.Text("blank_form"), Sample = row.Text("sample"), AcceptStandard = row.Text("accept_standard"),
        LegalBasis = row.Text("legal_basis"), When = row.List("when"), ReviewPoints = row.List("review_points"),
        CommonErrors = row.List("common_errors"), Certificate = row.Flag("certificate") == true,
    };

    private void Repeated()
    {
        foreach (var (line, content) in Matters.GroupBy(matter => matter.Content.MatterCode).SelectMany(group => group.Skip(1)))
            errors.Add(new(MattersFile, line, "basic_code", "matter-repeated", $"事项{content.MatterCode}重复", $"Matter {content.MatterCode} appears twice"));
    }

    private void Strays(ILookup<string, RowCells> papers)
    {
        var departments = Matters.ToLookup(matter => matter.Content.BasicCode, matter => matter.Content.DepartmentCode);
        foreach (var paper in papers.SelectMany(group => group.Where(paper => !departments[group.Key].Any(code => code == (paper.Text("department") ?? code)))))
            paper.Wrong("basic_code", "material-without-matter", "没有对应的事项", "There is no such matter in the other file");
    }
}
