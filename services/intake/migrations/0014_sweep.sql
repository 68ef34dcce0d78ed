-- What a later one has replaced in a case that was received: its receipt names it, so it stays.
create table replaced_content (
    case_id uuid not null references case_file (id),
    code text not null,
    sha256 text not null,
    replaced_at timestamptz not null,
    primary key (case_id, code, sha256));
create index replaced_content_sha256 on replaced_content (sha256);
insert into replaced_content (case_id, code, sha256, replaced_at)
select distinct f.id, '', r ->> 'sha256', f.updated_at
from case_file f, jsonb_array_elements(f.received_materials) r
where length(r ->> 'sha256') = 64
  and not exists (select from case_material m where m.case_id = f.id and m.sha256 = r ->> 'sha256');

-- The sweep asks of each content whether any row names it.
create index case_material_sha256 on case_material (sha256) where sha256 is not null;
create index case_file_authority on case_file ((agent ->> 'authoritySha256')) where agent is not null;
create index letter_scan on letter (scan_sha256) where scan_sha256 is not null;
create index issued_document_seal on issued_document (seal_sha256) where seal_sha256 is not null;
create index document_sha256 on document (sha256);

-- Nights on which it was begun.
create table sweep (
    day date primary key);
