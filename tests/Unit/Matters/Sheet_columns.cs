using System.Collections;
using System.Text.Json;
using GovPlatform.Matters;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The sheets of a county hold every element of a matter, both ways.</summary>
public sealed class Sheet_columns
{
    internal static readonly MatterContent Full = Examples.Content() with
    {
        LicenceValidYears = 5,
        AutoDecide = true,
        StatutoryUnit = "2",
        PromisedUnit = "3",
        Keywords = ["开饭店", "小吃；店"],
        Reason = "换证",
        Situations = [new() { Id = "q1", Question = "自有还是租赁[二选一]?", Options = [new() { Id = "a", Label = "自有" }, new() { Id = "b", Label = "租赁" }] }],
        Form = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string","title":"甲"}}}"""),
        Elements = new()
        {
            ExerciseLevel = "3", LegalBasis = "=法", PowerSource = "2", Division = "县级", Exercise = "全县", BodyNature = "2", StatutoryNote = "注", PromisedNote = "注", Conditions = ["成年；有能力"],
            Flow = ["受理", "办结"], AutoRule = "规则", JointDepartments = ["公安局"], JointDepartmentCodes = ["11410497000000027P"], EntrustedBy = "市局", Office = "股", OfficeCode = "11410497000000019W",
            Intermediary = "检测", QuantityLimit = "无", ResultName = "证", ResultType = "10", ResultSample = "样", HasFee = true, FeeBasis = "依据", FeeStandard = "10元",
            Fees = [new() { Name = "工本费", Standard = "10元", Basis = "依据", Reduction = "低保户" }], ServiceScope = "3", UserTopics = ["准营准办"], CorpTopics = ["设立变更"], HandlingForms = ["1", "3"],
            SpecialProcedure = "听证", SpecialSteps = [new() { Name = "听证", Kind = "2", Days = 20, Unit = "1" }], Jurisdiction = "410498", Visits = 1, VisitsReason = "核验", OnlineDepth = "5",
            Appointment = true, OnlinePayment = true, Express = true, Online = true, OnlineAddress = "http://x", MobileAddress = "http://m", SelfService = true, InHall = true, SystemLevel = "4",
            Place = "大厅", Hours = "工作日", EnquiryWays = ["1", "3"], EnquiryPhone = "0397-6000101", SupervisionPhone = "0397-6000102", Faq = ["问：a？\n答：b|c", "问：d？答：e"],
            CommitmentNotice = "一、告知内容\n二、责任", CommitmentCheckDays = 20,
        },
        Materials =
        [
            new()
            {
                Serial = 7, Name = "申请书", Requirement = "2", Form = "1", Kind = "3", Originals = 1, Copies = 2, SourceChannel = "20", Source = "局", IssuedWithin = "一月内", FillNote = "如实", Usage = "核验",
                Place = "窗口", BlankForm = "空表", Sample = "样表", AcceptStandard = "齐全", When = ["q1=a"], ReviewPoints = ["签名；盖章"], CommonErrors = ["漏签"], Certificate = true, ByCommitment = true,
                BlankFormFile = new('a', 64), SampleFile = new('b', 64), PageFormat = "A4", LegalBasis = "第三条", LicenceType = "11410497005990015C001", MaxBytes = 2048,
            },
        ],
    };

    [Fact]
    public void every_element_goes_out_and_comes_back()
    {
        var matter = Matter.Draft(Full, 1, Examples.By, Examples.Now);
        var read = MatterRows.Read(
            Csv(MatterRows.MattersFile, [new(matter)]), Csv(MatterRows.MaterialsFile, matter.Content.Materials.Select(paper => new Entry(matter, paper))), "410497");
        Assert.Empty(read.Errors);
        Assert.Equal(JsonSerializer.Serialize(Full, GovJson.Events), JsonSerializer.Serialize(read.Matters.Single().Content, GovJson.Events));
    }

    /// <summary>A new element needs a column: without one it would be lost on the way out.</summary>
    [Fact]
    public void the_example_holds_every_element() => Assert.Empty(Unset(Full, new MatterContent()).Concat(Unset(Full.Elements, new MatterElements())).Concat(Unset(Full.Materials[0], new MaterialItem())).Except(["MaterialItem.Code"]));

    [Fact]
    public void no_head_means_two_columns() =>
        Assert.All([MatterColumns.All, MaterialColumns.All], columns => Assert.Distinct(columns.SelectMany(column => column.Also.Append(column.Head).Append(column.Key))));

    private static IEnumerable<string> Unset(object example, object blank) =>
        from property in example.GetType().GetProperties()
        let value = property.GetValue(example)
        where value is null or ICollection { Count: 0 } || Equals(value, property.GetValue(blank))
        select $"{example.GetType().Name}.{property.Name}";

    private static string Csv(string sheet, IEnumerable<Entry> entries)
    {
        var columns = Sheet.Columns(sheet).Where(column => !column.OnlyRead).ToList();
        return string.Join("\r\n", entries.Select(entry => columns.Select(column => column.Cell(entry))).Prepend(columns.Select(column => column.Head)).Select(row => string.Join(',', row.Select(CsvCell.Write))));
    }
}
