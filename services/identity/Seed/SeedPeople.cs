namespace GovPlatform.Identity;

/// <summary>The departments and people Development starts with; what is there already is left alone.</summary>
internal sealed class SeedPeople(Tx tx, PersonalData personal, GovSettings settings, TimeProvider time)
{
    private static readonly string[] Counties = ["410497", "410498", "410499"];
    private readonly string region = settings.Region;
    private int named;

    /// <summary>Only fictitious counties have test people.</summary>
    public bool IsAllowed => settings.Seed && Counties.Contains(region);

    public async Task RunAsync()
    {
        foreach (var department in SeedDepartment.All(region))
        {
            await tx.ExecuteAsync("""
                insert into department (code, region, key, number, name, enquiry_phone, supervision_phone)
                values (@Code, @region, @Key, @Number, @Name, @EnquiryPhone, @SupervisionPhone)
                on conflict do nothing
                """, new { department.Code, region, department.Key, department.Number, department.Name, department.EnquiryPhone, department.SupervisionPhone });
            await AddStaffAsync(department);
        }
        for (var n = 1; n <= SeededPeople.Citizens; n++)
            await AddAsync(SeededPeople.Citizen(region, n), Kind.Citizen, FictitiousNames.Person(200 + n), IdType.Citizen, CitizenId.Synthetic(region, 7000 + 397 * n).Value, $"139000{n:D5}");
        for (var n = 1; n <= SeededPeople.Organisations; n++)
            await AddAsync(SeededPeople.Organisation(region, n), Kind.Organisation, settings.County + FictitiousNames.Business(n - 1), IdType.CreditCode,
                CreditCode.Create('9', '1', RegionCode.Parse(region), $"MA000{n:D3}").Value, $"0397-7000{n:D3}");
    }

    private async Task AddStaffAsync(SeedDepartment department)
    {
        (string Role, int Count)[] posts = department.Number == SeededPeople.Hall
            ? [(Role.Clerk, 3), (Role.Approver, 2), (Role.CatalogueEditor, 1), (Role.Supervisor, 1), (Role.Admin, 1)]
            : [(Role.Approver, 2), (Role.CatalogueEditor, 1)];
        var serial = 0;
        foreach (var (role, count) in posts)
        {
            for (var n = 1; n <= count; n++)
            {
                var id = SeededPeople.Staff(region, department.Number, role, n);
                await AddAsync(id, Kind.Staff, FictitiousNames.Person(named++), IdType.Staff, $"{department.Number}{++serial:D3}", null, department.Code);
                await tx.ExecuteAsync("insert into staff_role (account_id, role) values (@id, @role) on conflict do nothing", new { id, role });
            }
        }
    }

    private Task<int> AddAsync(Guid id, string kind, string name, string idType, string number, string? phone, string? department = null) =>
        RegisterPerson.InsertAsync(tx, new Account(id, kind, personal.Seal(name), idType, personal.Seal(number), phone is null ? null : personal.Seal(phone), department, 2, []),
            region, personal.SearchKey(number), null, time.GetUtcNow().UtcDateTime);
}
