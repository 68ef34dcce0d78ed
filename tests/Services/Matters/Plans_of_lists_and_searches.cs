using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Lists and searches ask an index, and of one county, however many counties and matters there are.</summary>
public sealed class Plans_of_lists_and_searches(SeededMatters host) : IClassFixture<SeededMatters>
{
    private const string Counties = """
        insert into matter_search (region, code, version, status, matter_type, handling_type, audience, department_code, department_name, name,
            title, said, initials, weight, statutory_unit, promised_days, promised_unit, has_fee, auto_decide, names, texts, making)
        select county, lpad(n::text, 31, 'X'), 1, case when n % 50 = 0 then 'suspended' else 'published' end, matter_type, handling_type, audience,
            'D' || n % 300, department_name, name, title, said, initials, weight, statutory_unit, promised_days, promised_unit, has_fee, auto_decide,
            array_to_tsvector(array[county || '办理', county || n]), array_to_tsvector(array[county || '办理', county || '事项', county || n]), making
        from (select * from matter_search limit 1) one, lateral (select '41' || n % 20 + 1000 as county, n from generate_series(1, 40000) n) many
        """;

    private const string Drafts = """
        insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience, content, created_at, updated_at)
        select gen_random_uuid(), lpad(n::text, 31, 'X'), 1, 'draft', 1, basic_code, matter_type, name, '1141' || n % 20 + 1000 || '000000019W', department_name, handling_type, audience,
            content, now(), now()
        from (select * from matter limit 1) one, generate_series(1, 20000) n
        """;

    private static readonly ListMatters.Filter Filter = new("411003", "published");

    [Theory]
    [InlineData(null, null, "published", "matter_search_status")]
    [InlineData(null, null, "suspended", "matter_search_status")]
    [InlineData(null, "20", "published", "matter_search_type")]
    [InlineData("D3", null, "published", "matter_search_department")]
    public Task a_list_reads_its_index_in_order(string? department, string? type, string status, string index) =>
        Plans.ReadsIndexAsync(host.Database, "matter_search", Counties, ListMatters.Open, ListMatters.Sought(Filter with { Department = department, Type = type, Status = status }, ("A", 1), 21), index,
            // Few are of one department.
            inOrder: department is null && type is null);

    [Fact]
    public Task the_drafts_of_a_county_are_read_by_index_in_order() =>
        Plans.ReadsIndexAsync(host.Database, "matter", Drafts, ListMatters.Editors, ListMatters.Sought(Filter with { Status = "draft", All = true, Q = "食品" }, ("A", 1), 21), "matter_region",
            // Only the versions of one matter are sorted.
            inOrder: false);

    [Theory]
    [InlineData("我想办餐馆", "matter_search_names")]
    [InlineData("食品经营许克", "matter_search_names")]
    [InlineData("spjyxk", "matter_search_names")]
    [InlineData("营业执照", "matter_search_texts")]
    public Task a_search_reads_the_terms(string q, string index) =>
        // What a search finds is few, and ranked after it is found.
        Plans.ReadsIndexAsync(host.Database, "matter_search", Counties, SearchMatters.Sql, SearchMatters.Sought(SearchQuery.Of(q, "411003")!, Filter, new(-1, 0, 0, "", 21)), index, inOrder: false);
}
