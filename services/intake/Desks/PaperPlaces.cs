namespace GovPlatform.Intake;

/// <summary>Where the paper of a material is, as far as it is known: a desk or department sends on what is with it.</summary>
internal static class PaperPlaces
{
    /// <summary>
    /// For c (case_file) and m (case_material): with who has signed for it last, or with the sender where it was refused, else at the desk that received the case. No row where the applicant
    /// has brought or posted it since, or where it never was with the case: then nobody knows.
    /// </summary>
    public const string Known = """
        select true as known, last.department, case when last.since is null then c.received_desk else last.desk end as desk
        from (select) one
        left join lateral (
            select case t.state when 'received' then t.to_department else t.from_department end as department, case t.state when 'received' then t.to_desk else t.from_desk end as desk, t.signed_at as since
            from paper_item i
            join paper_transfer t on t.id = i.transfer_id and t.state <> 'sent'
            where i.case_id = m.case_id and i.material_code = m.code
            order by i.transfer_id desc
            limit 1) last on true
        where coalesce(m.supplied_at, last.since) <= coalesce(last.since, c.received_at)
          and not exists (
                select from posted_original o
                where o.case_id = m.case_id and o.material_code = m.code
                  and coalesce(o.returned_at, o.arrived_at) > coalesce(last.since, '-infinity'))
        """;

    /// <summary>True where a place p is known that is not the sender's: a desk, where none is named the county hall, or for an approver the department. The county hall sends what a closed desk had.</summary>
    public const string Elsewhere = """
        case
            when p.known is null then false
            when p.department is not null or not @clerk then @clerk or p.department is distinct from @mine
            else not coalesce(p.desk ->> 'id' = @from::text or p.desk ->> 'id' = any(@closed), @county and coalesce(p.desk ->> 'kind', 'county-hall') = 'county-hall')
        end
        """;

    /// <summary>The desks that have the papers, where they are not the county hall.</summary>
    public const string Desks = $"""
        select distinct p.desk ->> 'id'
        from unnest(@cases, @codes) as item (case_id, code)
        join case_file c on c.id = item.case_id
        join case_material m on m.case_id = c.id and m.code = item.code
        join lateral ({Known}) p on p.desk ->> 'kind' <> 'county-hall'
        """;
}
