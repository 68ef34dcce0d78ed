-- Content that was handed in, by its digest; the file itself lies in the store. Nothing refers to it by a foreign key: cases of the same
-- content would all lock its one row.
create table stored_file (
    sha256 text primary key,
    size bigint not null,
    media_type text not null,
    stored_at timestamptz not null,
    -- Set before the file is put into the store, so that what was touched lately is not swept.
    last_used_at timestamptz not null,
    scan text not null check (scan in ('not-scanned', 'pending', 'clean', 'infected', 'failed')),
    scan_tries int not null default 0,
    scan_engine text,
    scan_signature text,
    scanned_at timestamptz);
create index stored_file_to_scan on stored_file (scan, stored_at) where scan in ('pending', 'not-scanned');
insert into stored_file (sha256, size, media_type, stored_at, last_used_at, scan)
select distinct on (sha256) sha256, size, media_type, supplied_at, now(), 'not-scanned'
from case_material
where sha256 is not null
order by sha256, supplied_at;

-- Uploads in parts. What has arrived lies in the work folder that the replicas share, and how much it is the length of that file tells.
create table upload (
    id uuid primary key,
    account_id uuid not null,
    sha256 text not null,
    size bigint not null,
    media_type text not null,
    name_sealed text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    done_at timestamptz);
create index upload_of on upload (account_id, expires_at);
create index upload_expiry on upload (expires_at);
create index upload_content on upload (sha256);

-- Null where the list names no limit of its own: then Intake:MostBytes holds.
alter table case_material add column max_bytes bigint;
