using System.Text.RegularExpressions;

namespace GovPlatform.Matters;

/// <summary>How people reach a matter: visits, channels, phones, and the themes under which they look.</summary>
internal static partial class ContactRules
{
    private const string ByCourier = "4";

    /// <summary>网办深度 up to the result: 全程网办.</summary>
    private const string WhollyOnline = "6";

    private const string Person = "1";
    private static readonly string[] LegalPersons = ["2", "3", "4"];

    public static void Check(MatterContent matter, List<Finding> findings)
    {
        Visits(matter.Elements, findings);
        Phones(matter.Elements, findings);
        if (matter.Audience.Contains(Person) && matter.Elements.UserTopics.Count == 0)
            findings.Add(new("/elements/userTopics", "user-topics-missing", "服务对象含自然人的，应当有自然人主题", "A matter for natural persons has a theme for them"));
        if (matter.Audience.Intersect(LegalPersons).Any() && matter.Elements.CorpTopics.Count == 0)
            findings.Add(new("/elements/corpTopics", "corp-topics-missing", "服务对象含法人的，应当有法人主题", "A matter for legal persons has a theme for them"));
    }

    private static void Visits(MatterElements elements, List<Finding> findings)
    {
        if (elements.Visits > 0 && string.IsNullOrWhiteSpace(elements.VisitsReason))
            findings.Add(new("/elements/visitsReason", "visits-without-reason", "到现场次数大于0的，应当说明原因", "A visit needs its reason"));
        if (elements.Visits == 0 && elements.Online != true && !elements.HandlingForms.Contains(ByCourier))
            findings.Add(new("/elements/visits", "no-way-without-visit", "到现场0次的，应当可以网办或者快递申请", "Without a visit it is done online or by courier"));
        if (elements.OnlineDepth == WhollyOnline && elements.Visits > 0)
            findings.Add(new("/elements/visits", "online-with-visits", "全程网办的事项到现场次数应当为0", "What is done wholly online asks for no visit"));
    }

    private static void Phones(MatterElements elements, List<Finding> findings)
    {
        Phone(findings, "/elements/enquiryPhone", elements.EnquiryPhone);
        Phone(findings, "/elements/supervisionPhone", elements.SupervisionPhone);
        if (elements.EnquiryPhone is { } phone && phone == elements.SupervisionPhone)
            findings.Add(new("/elements/supervisionPhone", "phones-equal", "咨询电话和监督电话不能相同", "Enquiry and supervision phones differ"));
    }

    private static void Phone(List<Finding> findings, string pointer, string? phone)
    {
        if (phone is null)
            findings.Add(new(pointer, "phone-missing", "应当填写咨询电话和监督电话", "The phone is missing"));
        else if (!WithAreaCode().IsMatch(phone))
            findings.Add(new(pointer, "phone-without-area-code", "电话应当带区号，如 0397-6000101", "A phone has its area code: 0397-6000101"));
    }

    // Also short numbers behind an area code: 0397-12345.
    [GeneratedRegex(@"^0\d{2,3}-\d{5,8}(-\d{1,6})?$")]
    private static partial Regex WithAreaCode();
}
