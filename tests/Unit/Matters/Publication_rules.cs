using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What must agree before a matter is published, and what holds for a draft already.</summary>
public sealed class Publication_rules
{
    [Fact]
    public void a_matter_in_order_has_no_findings() => Assert.Empty(PublicationRules.Check(Examples.Content()));

    public static TheoryData<string, string> Broken => new()
    {
        { "promised-above-statutory", "/promisedDays" },
        { "immediate-above-one-day", "/promisedDays" },
        { "licence-without-limit", "/statutoryDays" },
        { "basis-missing", "/elements/legalBasis" },
        { "licence-incomplete", "/licenceName" },
        { "licence-missing", "/licenceType" },
        { "auto-without-rule", "/autoDecide" },
        { "materials-missing", "/materials" },
        { "licence-guide-incomplete", "/elements/faq" },
        { "fee-without-basis", "/elements/feeBasis" },
        { "payment-without-fee", "/elements/onlinePayment" },
        { "visits-without-reason", "/elements/visitsReason" },
        { "no-way-without-visit", "/elements/visits" },
        { "phones-equal", "/elements/supervisionPhone" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void a_broken_rule_is_named_with_its_place(string rule, string pointer) =>
        Assert.Contains((rule, pointer), PublicationRules.Check(Break(rule, Examples.Content())).Select(finding => (finding.Code, finding.Pointer)));

    [Theory]
    [InlineData("41011300300", "code-length")]
    [InlineData("41011300300A", "code-characters")]
    [InlineData("990113003000", "code-province")]
    [InlineData("419913003000", "code-unknown")]
    public void a_wrong_basic_code_says_which_check_failed(string basicCode, string code) =>
        Assert.Contains(code, CodeRules.Check(Examples.Content(basicCode)).Where(finding => finding.Pointer == "/basicCode").Select(finding => finding.Code));

    [Fact]
    public void a_wrong_check_character_of_the_department_says_which_is_right()
    {
        var finding = Assert.Single(CodeRules.Check(Examples.Content() with { DepartmentCode = "114104970000000190" }));
        Assert.Equal(("/departmentCode", "code-check"), (finding.Pointer, finding.Code));
        Assert.Contains('W', finding.Zh);
    }

    [Fact]
    public void an_element_outside_its_code_set_is_refused()
    {
        var content = Examples.Content() with { Audience = ["1", "7"], Materials = [new() { Serial = 1, Name = "申请书", Requirement = "4" }] };
        Assert.Equal(["/audience/1", "/materials/0/requirement"], CodeRules.Check(content).Select(finding => finding.Pointer));
    }

    [Fact]
    public void a_serial_used_twice_is_refused()
    {
        var material = new MaterialItem { Serial = 1, Name = "申请书", Requirement = "1" };
        Assert.Equal("serial-repeated", Assert.Single(CodeRules.Check(Examples.Content() with { Materials = [material, material] })).Code);
    }

    private static MatterContent Break(string rule, MatterContent content) => rule switch
    {
        "promised-above-statutory" => content with { PromisedDays = 21 },
        "immediate-above-one-day" => content with { HandlingType = "1", PromisedDays = 2 },
        "licence-without-limit" => content with { StatutoryDays = null },
        "basis-missing" => content with { Elements = content.Elements with { LegalBasis = " " } },
        "licence-incomplete" => content with { LicenceName = null },
        "licence-missing" => content with { LicenceType = null, LicenceName = null },
        "auto-without-rule" => content with { AutoDecide = true },
        "materials-missing" => content with { Materials = [] },
        "licence-guide-incomplete" => content with { Elements = content.Elements with { Faq = [] } },
        "fee-without-basis" => content with { Elements = content.Elements with { HasFee = true } },
        "payment-without-fee" => content with { Elements = content.Elements with { OnlinePayment = true } },
        "visits-without-reason" => content with { Elements = content.Elements with { Visits = 1 } },
        "no-way-without-visit" => content with { Elements = content.Elements with { Online = false } },
        _ => content with { Elements = content.Elements with { SupervisionPhone = "0397-6000101" } },
    };
}
