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
        var before = await BeforeAsync(tx, codes);
        var refused = rows.Select(row => Refusal(head, row.Line, before.GetValueOrDefault(row.Content.MatterCode), publish)).OfType<RowError>().ToList();
        if (refused.Count > 0)
            return refused;

        var drafts = rows.Select(row => Next(row.Content, before.GetValueOrDefault(row.Content.MatterCode), by, now));
        // What somebody drafts at this very moment is not stored.
        var stored = publish ? await PublishAsync(tx, drafts, before, codes, by, now) : await MatterSql.InsertAsync(tx, [.. drafts]);
        return [.. rows.Where(row => !stored.Contains(row.Content.MatterCode)).Select(row => DraftExists(head, row.Line))];
    }

    /// <summary>What there is of these matters, locked until the import ends.</summary>
    private static async Task<Dictionary<string, Before>> BeforeAsync(Tx tx, string[] codes)
    {
        // A version on its day locks itself and then the one before it: the same order here.
        await tx.ExecuteAsync("select from matter where code = any(@codes) and status <> 'retired' order by code, version desc for update", new { codes });
        return (await tx.QueryAsync<Before>(
            """
            select code, max(version) as last, bool_or(status in ('draft', 'scheduled')) as drafted,
                coalesce(max(status) filter (where status in ('published', 'suspended')), max(status) filter (where status = 'retired')) as status,
                max(retire_on) filter (where status in ('published', 'suspended')) as retire_on
            from matter
            where code = any(@codes)
            group by code
            """, new { codes })).ToDictionary(known => known.Code);
    }

    /// <summary>A list says what is in a matter; that it opens again somebody says for this one matter.</summary>
    private static RowError? Refusal(SheetHead head, int line, Before? before, bool publish) => before switch
    {
        { Drafted: true } => DraftExists(head, line),
        { Status: MatterStatus.Suspended } when publish =>
            new(head.Sheet, line, head.NameOf("basic_code"), "matter-suspended", "该事项已暂停，请先恢复或者作为草稿导入", "The matter is suspended: resume it first, or import a draft"),
        { Status: MatterStatus.Retired } when publish =>
            new(head.Sheet, line, head.NameOf("basic_code"), "matter-retired", "该事项已取消，请作为草稿导入后逐项发布", "The matter was retired: import a draft, and publish that"),
        _ => null,
    };

    // That it was imported is a reason, where the sheet gives none.
    private static Matter Next(MatterContent content, Before? before, Actor by, DateTime now) => before is null
        ? Matter.Draft(content, 1, by, now)
        : Matter.Draft(content with { Reason = content.Reason ?? "批量导入更新" }, before.Last + 1, by, now);

    private static async Task<IReadOnlySet<string>> PublishAsync(Tx tx, IEnumerable<Matter> drafts, Dictionary<string, Before> before, string[] codes, Actor by, DateTime now)
    {
        await tx.ExecuteAsync(
            """
            update matter
            set status = 'retired', revision = revision + 1, updated_at = @now
            where code = any(@codes)
                and status = 'published'
            """, new { codes, now });
        var published = drafts.Select(draft => draft.Publish(by, now)!.Value).ToList();
        foreach (var (_, told) in published)
            tx.Publish(told);
        // A retirement that was planned is the matter's, whatever its version.
        return await MatterSql.InsertAsync(tx, [.. published.Select(pair => pair.Matter with { RetireOn = before.GetValueOrDefault(pair.Matter.Code)?.RetireOn })]);
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

    private sealed record Before(string Code, int Last, bool Drafted, string? Status, DateOnly? RetireOn);
}
