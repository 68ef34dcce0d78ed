-- The object as it is compared stands in the index: one applicant with thousands of the same matter is no more to read than one with few.
drop index case_file_alike;
create index case_file_alike on case_file (
    account_id, matter_code, regexp_replace(lower(normalize(coalesce(object, ''), nfkc)), '[[:space:][:punct:]]', '', 'g'), created_at)
    where status not in ('draft', 'refused', 'lapsed', 'withdrawn', 'ended', 'revoked');
