using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace GovPlatform.Ops;

/// <summary>A member of staff that seeded cases name.</summary>
internal sealed record SeedStaff(Guid Id, string Name, string Department);

/// <summary>What the load stands on: the county, its published catalogue, its staff, its clock and calendar, and the keys of its personal data.</summary>
internal sealed record SeedGround(
    string Region, DateTime Now, WorkingCalendar Calendar, IReadOnlyList<DateOnly> Days, IReadOnlyList<SeedMatter> Matters,
    IReadOnlyList<SeedStaff> Clerks, ILookup<string, SeedStaff> Approvers, PersonalData Personal, StoredFile Material)
{
    public static async Task<SeedGround> ReadAsync(SeedDatabases databases)
    {
        if (databases.Region is not ("410497" or "410498" or "410499"))
            throw new InvalidOperationException($"{databases.Region} is a real county: only fictitious ones are loaded / 只能写入虚构区划");
        var environment = new HostingEnvironment { EnvironmentName = databases.Configuration["ASPNETCORE_ENVIRONMENT"] ?? "Production" };
        var personal = new PersonalData(PersonalDataKeys.Secrets(databases.Configuration, environment), databases.Configuration["Gov:ActiveDataKey"] ?? PersonalData.FirstKey);
        var file = await StoreMaterialAsync(FileStore.Of(GovSettings.From(databases.Configuration, environment, "intake"), databases.Configuration));
        var (now, staff) = await ReadIdentityAsync(databases, personal);
        var calendar = await ReadCalendarAsync(databases);
        var clerks = staff.Where(member => member.Role == Role.Clerk).Select(member => member.Who).ToList();
        if (clerks.Count == 0)
            throw new InvalidOperationException("identity knows no clerks yet / 尚无窗口人员");
        var matters = await ReadMattersAsync(databases, file.Sha256);
        var approvers = staff.Where(member => member.Role == Role.Approver).ToLookup(member => member.Who.Department, member => member.Who);
        var ground = new SeedGround(databases.Region, now, calendar, WorkingDaysBefore(ChinaTime.Date(now), calendar), [.. matters.Where(matter => approvers.Contains(matter.Ref.DepartmentCode))],
            clerks, approvers, personal, file);
        return ground.Matters.Count > 0 ? ground : throw new InvalidOperationException("the catalogue has no published matters yet / 尚无已发布事项");
    }

    /// <summary>The working days of two years, up to yesterday: what is loaded lies in the past, and today's numbers are left to the living.</summary>
    private static List<DateOnly> WorkingDaysBefore(DateOnly today, WorkingCalendar calendar) =>
        [.. Enumerable.Range(1, 730).Select(n => today.AddDays(n - 731)).Where(calendar.IsWorkingDay)];

    private static async Task<StoredFile> StoreMaterialAsync(FileStore files)
    {
        await using var page = new MemoryStream("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray());
        return await files.WriteAsync(page, page.Length, default);
    }

    private static async Task<(DateTime Now, List<(SeedStaff Who, string Role)> Staff)> ReadIdentityAsync(SeedDatabases databases, PersonalData personal)
    {
        await using var db = await databases.OpenAsync("identity");
        var offset = await db.ExecuteScalarAsync<long>("select offset_ticks from clock");
        var staff = await db.QueryAsync<(Guid Id, string NameSealed, string Department, string Role)>("""
            select a.id, a.name_sealed, a.department, r.role
            from account a
            join staff_role r on r.account_id = a.id
            where a.kind = 'staff'
              and r.role in ('clerk', 'approver')
            order by a.id
            """);
        return (TimeProvider.System.GetUtcNow().UtcDateTime.AddTicks(offset),
            [.. staff.Select(row => (new SeedStaff(row.Id, personal.Open(row.NameSealed), row.Department), row.Role))]);
    }

    private static async Task<WorkingCalendar> ReadCalendarAsync(SeedDatabases databases)
    {
        await using var db = await databases.OpenAsync("intake");
        var calendar = WorkingCalendar.Embedded;
        await using var command = new Npgsql.NpgsqlCommand("select year, revision, published, days_off, work_days from calendar_year", db);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            calendar = calendar.With(new(row.GetInt32(0), row.GetInt32(1), row.GetBoolean(2), row.GetFieldValue<DateOnly[]>(3), row.GetFieldValue<DateOnly[]>(4)));
        return calendar;
    }

    private static async Task<IEnumerable<SeedMatter>> ReadMattersAsync(SeedDatabases databases, string sha256)
    {
        await using var db = await databases.OpenAsync("matters");
        var found = await db.QueryAsync<string>("""
            select (m.content || jsonb_build_object('code', m.code, 'version', m.version, 'materials', coalesce((
                select jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name, 'requirement', a.requirement) order by a.serial)
                from material a
                where a.matter_id = m.id), '[]')))::text
            from matter m
            where m.status = 'published'
            order by m.code
            """);
        return found.Select(text => SeedMatter.Of(JsonSerializer.Deserialize<PublishedMatter>(text, GovJson.Events)!, sha256));
    }
}

/// <summary>A published matter as the catalogue holds it.</summary>
internal sealed record PublishedMatter(
    string Code, int Version, string Name, string HandlingType, string DepartmentCode, string DepartmentName, IReadOnlyList<string> Audience,
    int? StatutoryDays, int PromisedDays, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide, IReadOnlyList<ListedMaterial> Materials,
    string StatutoryUnit = LimitUnit.WorkingDay, string PromisedUnit = LimitUnit.WorkingDay, JsonElement? Form = null);

internal sealed record ListedMaterial(string Code, string Name, string Requirement);

/// <summary>A matter as cases keep it, with the texts that every case of it shares made once.</summary>
internal sealed record SeedMatter(MatterRef Ref, bool ForCitizens, bool ForOrganisations, IReadOnlyList<ListedMaterial> Materials, string RefText, string MaterialsText, string FormText)
{
    /// <summary>秒批 of approval: rules decide an immediate matter when it is accepted.</summary>
    public bool ByRules => Ref is { AutoDecide: true, HandlingType: "1" };

    public static SeedMatter Of(PublishedMatter m, string sha256)
    {
        var matter = new MatterRef(m.Code, m.Version, m.Name, m.HandlingType, m.DepartmentCode, m.DepartmentName, m.StatutoryDays, m.PromisedDays,
            m.LicenceType, m.LicenceName, m.LicenceValidYears, m.AutoDecide, m.StatutoryUnit, m.PromisedUnit);
        var materials = m.Materials.Select(material => new MaterialRef(material.Code, material.Name, material.Requirement is "1" or "3", sha256));
        return new(matter, m.Audience.Contains("1"), m.Audience.Any(audience => audience != "1"), m.Materials,
            JsonSerializer.Serialize(matter, GovJson.Events), JsonSerializer.Serialize(materials, GovJson.Events), JsonSerializer.Serialize(FilledForm.Of(m.Form), GovJson.Events));
    }
}
