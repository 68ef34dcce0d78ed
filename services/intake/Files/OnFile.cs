namespace GovPlatform.Intake;

/// <summary>An e-licence that the applicant holds, as the store told it; the case keeps it so where it stands for a material.</summary>
/// <param name="LicenceId">证照标识 (GB/T 36904), with its version: what it names never changes.</param>
internal sealed record LicenceOnFile(
    string LicenceId, string LicenceType, string LicenceName, string LicenceNumber, string IssuerName, DateOnly IssuedOn, DateOnly? ValidUntil)
{
    /// <summary>True where the list says that this licence stands for the material: by its type, else by its name (营业执照（副本）复印件 is the 营业执照).</summary>
    public bool StandsFor(WantedPaper paper) =>
        paper.LicenceType is { } type ? type == LicenceType
            : paper.Name == LicenceName || paper.Name.Replace("复印件", "", StringComparison.Ordinal).Split('（', '(')[0].Trim() == LicenceName;

    /// <summary>A reference is a licence's id, or the digest of what was handed in before.</summary>
    public static bool IsNamed(string? reference) => reference is { Length: > 0 and not 64 };
}

/// <summary>The licences of one account that are in force.</summary>
internal sealed record HeldLicences(IReadOnlyList<LicenceOnFile> Items);

/// <summary>What the same applicant has handed in for an earlier case.</summary>
internal sealed record EarlierPaper(string Name, string Sha256, string MediaType, long Size, Guid CaseId, string CaseNumber, DateTime SuppliedAt);

/// <summary>A material for which something on file may stand.</summary>
internal sealed record WantedPaper(string Code, string Name, string? LicenceType)
{
    public static WantedPaper Of(string code, string name, PublishedMatter? matter) =>
        new(code, name.Trim(), matter?.Materials.FirstOrDefault(listed => listed.Code == code)?.LicenceType);
}

/// <summary>Paper that the platform has already (已有材料免于提交): it is taken over, not uploaded.</summary>
/// <param name="Source">licence: from the e-licence store; shared: handed in for an earlier case.</param>
/// <param name="Reference">Names it where it is taken.</param>
internal sealed record PaperOnFile(string Code, string Name, string Source, string Reference, LicenceOnFile? Licence, EarlierPaper? Earlier)
{
    public static IReadOnlyList<PaperOnFile> Of(IEnumerable<WantedPaper> wanted, IReadOnlyList<LicenceOnFile> licences, IReadOnlyList<EarlierPaper> earlier) =>
    [
        .. wanted.SelectMany(paper => licences.Where(licence => licence.StandsFor(paper)).Select(licence => new PaperOnFile(paper.Code, paper.Name, Licences, licence.LicenceId, licence, null))
            .Concat(earlier.Where(had => had.Name == paper.Name).Select(had => new PaperOnFile(paper.Code, paper.Name, Shared, had.Sha256, null, had)))),
    ];

    public const string Licences = "licence";
    public const string Shared = "shared";

    /// <summary>What has been handed in lately under these names, the latest of each; nothing that is harmful, or whose original was found to differ.</summary>
    public const string EarlierSql = """
        with mine as materialized (
            select id, number
            from case_file
            where account_id = @account
              and number is not null
            order by id desc
            limit 200)
        select distinct on (btrim(m.name)) btrim(m.name) as name, m.sha256, m.media_type, m.size, mine.id as case_id, mine.number as case_number, m.supplied_at
        from mine
        join case_material m on m.case_id = mine.id
        left join stored_file s on s.sha256 = m.sha256
        where mine.id <> @except
          and m.sha256 is not null
          and m.code not like 'letter-%'
          and btrim(m.name) = any(@names)
          and m.original_check is distinct from 'differs'
          and s.scan is distinct from 'infected'
        order by btrim(m.name), m.supplied_at desc, mine.id desc
        """;
}
