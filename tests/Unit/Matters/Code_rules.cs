using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What holds for a draft already.</summary>
public sealed class Code_rules
{
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
    public void a_limit_without_a_unit_is_refused() =>
        Assert.Equal(["/statutoryUnit", "/promisedUnit"], CodeRules.Check(Examples.Content() with { StatutoryUnit = null!, PromisedUnit = null! }).Select(finding => finding.Pointer));

    [Fact]
    public void a_code_is_written_as_it_is_kept()
    {
        var content = Examples.Content();
        content = content with { DepartmentCode = content.DepartmentCode.ToLowerInvariant(), Elements = content.Elements with { OfficeCode = content.DepartmentCode.ToLowerInvariant() } };
        Assert.Equal([("/departmentCode", "code-not-canonical"), ("/elements/officeCode", "code-not-canonical")], CodeRules.Check(content).Select(finding => (finding.Pointer, finding.Code)));
    }

    [Fact]
    public void an_element_outside_its_code_set_is_refused()
    {
        var content = Examples.Content() with { Audience = ["1", "7"], Materials = [new() { Serial = 1, Name = "申请书", Requirement = "4" }] };
        Assert.Equal(["/audience/1", "/materials/0/requirement"], CodeRules.Check(content).Select(finding => finding.Pointer));
    }

    [Fact]
    public void a_special_procedure_is_of_the_kinds_of_the_standard()
    {
        var content = Examples.Content();
        content = content with { Elements = content.Elements with { SpecialSteps = [new() { Name = "专家评审", Kind = "A", Days = 10, Unit = "4" }] } };
        Assert.Equal(["/elements/specialSteps/0/kind", "/elements/specialSteps/0/unit"], CodeRules.Check(content).Select(finding => finding.Pointer));
    }

    [Fact]
    public void a_serial_used_twice_is_refused()
    {
        var material = new MaterialItem { Serial = 1, Name = "申请书", Requirement = "1" };
        Assert.Equal("serial-repeated", Assert.Single(CodeRules.Check(Examples.Content() with { Materials = [material, material] })).Code);
    }
}
