using System.Text.Json;

namespace GovPlatform.Matters;

/// <summary>Keeps the row by which people find a matter, in the transaction that changes its status.</summary>
internal static class SearchRows
{
    // Terms of a matter are a few kilobytes.
    private const int AtOnce = 200;

    /// <summary>Writes those that are published or suspended, and closes those that are retired: the next version of a matter finds its uses again.</summary>
    public static async Task KeepAsync(Tx tx, IReadOnlyList<Matter> matters)
    {
        foreach (var some in matters.Where(IsOpen).Chunk(AtOnce))
            await tx.ExecuteAsync(Write, new { rows = JsonSerializer.Serialize(some.Select(Row), GovJson.Events) });
        foreach (var closed in matters.Where(matter => matter.Status == MatterStatus.Retired))
            await tx.ExecuteAsync(
                "update matter_search set status = 'retired' where region = @region and code = @Code and version = @Version",
                new { region = RegionOf(closed.Code), closed.Code, closed.Version });
    }

    /// <summary>Writes the row that a version will have and takes it back: what fails, fails where somebody sees it, not on the version's day.</summary>
    public static async Task TryAsync(Tx tx, Matter scheduled)
    {
        await tx.ExecuteAsync("savepoint search");
        await KeepAsync(tx, [scheduled with { Status = MatterStatus.Published }]);
        await tx.ExecuteAsync("rollback to savepoint search");
    }

    private const string Write = """
        insert into matter_search (region, code, version, status, matter_type, handling_type, audience, department_code, department_name, name,
            title, said, initials, weight, statutory_days, statutory_unit, promised_days, promised_unit, result_name, has_fee, visits, auto_decide, names, texts, making)
        select region, code, version, status, matter_type, handling_type, audience, department_code, department_name, name,
            title, said, initials, weight, statutory_days, statutory_unit, promised_days, promised_unit, result_name, has_fee, visits, auto_decide,
            array_to_tsvector(names), array_to_tsvector(texts), making
        from jsonb_to_recordset(@rows::jsonb) as r (region text, code text, version integer, status text, matter_type text, handling_type text, audience text[],
            department_code text, department_name text, name text, title text, said text, initials text, weight integer, statutory_days integer, statutory_unit text,
            promised_days integer, promised_unit text, result_name text, has_fee boolean, visits integer, auto_decide boolean, names text[], texts text[], making integer)
        on conflict (region, code) do update
        set (version, status, matter_type, handling_type, audience, department_code, department_name, name, title, said, initials, weight, statutory_days, statutory_unit,
                promised_days, promised_unit, result_name, has_fee, visits, auto_decide, names, texts, making) =
            (excluded.version, excluded.status, excluded.matter_type, excluded.handling_type, excluded.audience, excluded.department_code, excluded.department_name,
                excluded.name, excluded.title, excluded.said, excluded.initials, excluded.weight, excluded.statutory_days, excluded.statutory_unit, excluded.promised_days,
                excluded.promised_unit, excluded.result_name, excluded.has_fee, excluded.visits, excluded.auto_decide, excluded.names, excluded.texts, excluded.making)
        """;

    private static bool IsOpen(Matter matter) => matter.Status is MatterStatus.Published or MatterStatus.Suspended;

    // The county stands in the credit code that a matter's code begins with.
    private static string RegionOf(string code) => code[2..8];

    private static object Row(Matter matter)
    {
        var (content, elements, region) = (matter.Content, matter.Content.Elements, RegionOf(matter.Code));
        return new
        {
            region, matter.Code, matter.Version, matter.Status, matter_type = content.MatterType, handling_type = content.HandlingType, content.Audience,
            department_code = content.DepartmentCode, department_name = content.DepartmentName, content.Name,
            title = MatterTerms.Title(content.Name), said = MatterTerms.SaidBetweenBars(content), initials = MatterTerms.InitialsOf(content.Name), weight = MatterTerms.Weight(content.Name),
            statutory_days = content.StatutoryDays, statutory_unit = content.StatutoryUnit, promised_days = content.PromisedDays, promised_unit = content.PromisedUnit,
            result_name = elements.ResultName, has_fee = elements.HasFee, elements.Visits, auto_decide = content.AutoDecide,
            names = MatterTerms.OfNames(region, content), texts = MatterTerms.OfTexts(region, content), making = MatterTerms.Making,
        };
    }
}
