namespace GovPlatform.Identity;

/// <summary>A department of the catalogue's list, with the code it has in this county.</summary>
internal sealed record SeedDepartment(string Code, string Key, string Number, string Name, string EnquiryPhone, string SupervisionPhone)
{
    /// <summary>Reads services/matters/seed/departments.csv: a header, then key,number,name,body,enquiry_phone,supervision_phone, nothing quoted.</summary>
    public static IReadOnlyList<SeedDepartment> All(string region)
    {
        using var file = new StreamReader(typeof(SeedDepartment).Assembly.GetManifestResourceStream("seed/departments.csv")!);
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(line => line.Split(',')).Select(x =>
            new SeedDepartment(CreditCode.Create('1', '1', RegionCode.Parse(region), x[3]).Value, x[0], x[1], x[2], x[4], x[5]))];
    }
}
