using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace GovPlatform.Matters.Importing;

/// <summary>Checks matters that came in rows, and stores them as new versions.</summary>
internal static class StoreMatters
{
    // Where a column is not named after its element.
    private static readonly Dictionary<string, string> Keys = new() { ["department_code"] = "department", ["licence_valid_years"] = "licence_years" };

    /// <summary>Everything that is wrong with one matter and its materials, by line and column.</summary>
    public static IEnumerable<RowError> Check(MatterRow row, SheetHead matters, SheetHead materials, bool publish, Caller me)
    {
        foreach (var (pointer, wrong) in Shape(row.Content))
            yield return At(row, pointer, matters, materials) with { Code = "shape", Zh = "长度、范围或者格式不符合要求", En = wrong.ErrorMessage ?? "" };
        foreach (var finding in publish ? PublicationRules.Check(row.Content).Where(finding => finding.Blocks) : CodeRules.Check(row.Content))
            yield return At(row, finding.Pointer, matters, materials) with { Code = finding.Code, Zh = finding.Zh, En = finding.En };
        if (!me.Has(Role.Admin) && me.Kind != Kind.Service && row.Content.DepartmentCode != me.Department)
            yield return At(row, "/departmentCode", matters, materials) with { Code = "other-department", Zh = "只能维护本部门的事项", En = "Editors keep the matters of their own department" };
    }

    /// <summary>Where matters that are to be published differ from the basic catalogue, or name files that nobody uploaded.</summary>
    public static async Task<IEnumerable<RowError>> DifferencesAsync(IReadOnlyList<MatterRow> rows, SheetHead matters, SheetHead materials, Tx tx)
    {
        var contents = rows.Select(row => row.Content).ToList();
        var (basic, files) = (await BasicCatalogue.ForAsync(await tx.ConnectionAsync(), contents), await FileRules.ForAsync(tx, contents));
        return from row in rows
               from finding in basic.Check(row.Content).Concat(files.Check(row.Content))
               where finding.Blocks
               select At(row, finding.Pointer, matters, materials) with { Code = finding.Code, Zh = finding.Zh, En = finding.En };
    }

    /// <summary>Stores matters that passed, without committing; else says which cannot be stored.</summary>
    public static async Task<IReadOnlyList<RowError>> StoreAsync(IReadOnlyList<MatterRow> rows, SheetHead head, bool publish, Tx tx, Actor by, DateTime now)
    {
        var codes = rows.Select(row => row.Content.MatterCode).ToArray();
        var before = (await tx.QueryAsync<Before>(
            """
            select code, max(version) as last, bool_or(status in ('draft', 'scheduled')) as drafted,
                max(retire_on) filter (where status in ('published', 'suspended')) as retire_on
            from matter
            where code = any(@codes)
            group by code
            """, new { codes })).ToDictionary(known => known.Code);
        var drafted = rows.Where(row => before.GetValueOrDefault(row.Content.MatterCode)?.Drafted == true).Select(row => DraftExists(head, row.Line)).ToList();
        if (drafted.Count > 0)
            return drafted;

        var drafts = rows.Select(row => Next(row.Content, before.GetValueOrDefault(row.Content.MatterCode), by, now));
        var stored = publish ? await PublishAsync(tx, drafts, codes, by, now) : await MatterSql.InsertAsync(tx, [.. drafts]);
        // Somebody drafts one of them at this very moment.
        return stored ? [] : [DraftExists(head, rows[0].Line)];
    }

    // That it was imported is a reason, where the sheet gives none. A retirement that was planned is the matter's, whatever its version.
    private static Matter Next(MatterContent content, Before? before, Actor by, DateTime now) => before is null
        ? Matter.Draft(content, 1, by, now)
        : Matter.Draft(content with { Reason = content.Reason ?? "批量导入更新" }, before.Last + 1, by, now) with { RetireOn = before.RetireOn };

    private static async Task<bool> PublishAsync(Tx tx, IEnumerable<Matter> drafts, string[] codes, Actor by, DateTime now)
    {
        await tx.ExecuteAsync(
            """
            update matter
            set status = 'retired', revision = revision + 1, updated_at = @now
            where code = any(@codes)
                and status in ('published', 'suspended')
            """, new { codes, now });
        var published = drafts.Select(draft => draft.Publish(by, now)!.Value).ToList();
        foreach (var (_, told) in published)
            tx.Publish(told);
        return await MatterSql.InsertAsync(tx, [.. published.Select(pair => pair.Matter)]);
    }

    /// <summary>Rows skip the request validation that JSON goes through, so lengths and ranges are asked for here.</summary>
    private static IEnumerable<(string Pointer, ValidationResult Wrong)> Shape(MatterContent content) =>
        from part in Parts(content)
        from wrong in Wrong(part.Is)
        select (part.Column ?? $"{part.At}/{wrong.MemberNames.FirstOrDefault()}", wrong);

    /// <summary>What carries attributes, where its members stand, and the one column of those that share a cell.</summary>
    private static IEnumerable<(object Is, string At, string? Column)> Parts(MatterContent content)
    {
        yield return (content, "", null);
        yield return (content.Elements, "", null);
        for (var i = 0; i < content.Materials.Count; i++)
            yield return (content.Materials[i], $"/materials/{i}", null);
        foreach (var fee in content.Elements.Fees)
            yield return (fee, "", "/fees");
        foreach (var step in content.Elements.SpecialSteps)
            yield return (step, "", "/specialSteps");
        foreach (var question in content.Situations.SelectMany(one => one.Options.Prepend<object>(one)))
            yield return (question, "", "/situations");
    }

    private static List<ValidationResult> Wrong(object part)
    {
        List<ValidationResult> wrong = [];
        Validator.TryValidateObject(part, new(part), wrong, validateAllProperties: true);
        return wrong;
    }

    /// <summary>Where the element that a pointer names stands in the sheets.</summary>
    private static RowError At(MatterRow row, string pointer, SheetHead matters, SheetHead materials)
    {
        var parts = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(parts.LastOrDefault(part => !char.IsAsciiDigit(part[0])) ?? "");
        var ofPaper = parts is ["materials", _, ..] && int.TryParse(parts[1], out _);
        var (head, line) = ofPaper ? (materials, row.PaperLines[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)]) : (matters, row.Line);
        return new(head.Sheet, line, head.NameOf(Keys.GetValueOrDefault(name, name)) ?? (parts is ["materials"] ? null : pointer), "", "", "");
    }

    private static RowError DraftExists(SheetHead head, int line) =>
        new(head.Sheet, line, head.NameOf("basic_code"), "draft-exists", "该事项已有草稿", "The matter has a draft already");

    private sealed record Before(string Code, int Last, bool Drafted, DateOnly? RetireOn);
}
