-- Imports: what came in, how far it is, and what was wrong with it.
create table import_job (
    id uuid primary key,
    region text not null,
    importer uuid not null,
    -- Credit code of the importer's department; null for an administrator without one.
    department text,
    all_departments boolean not null,
    publish boolean not null,
    format text not null check (format in ('csv', 'xlsx', 'exchange')),
    -- Digests in the file store.
    file text not null,
    materials_file text,
    status text not null check (status in ('queued', 'running', 'done', 'refused', 'failed')),
    -- Counts the processes that took it up: one that lost it meanwhile stores nothing.
    attempt integer not null default 0,
    rows_total integer,
    rows_done integer not null default 0,
    matters integer not null default 0,
    materials integer not null default 0,
    stored integer not null default 0,
    errors integer not null default 0,
    passed_over text[] not null default '{}',
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz);

create index import_job_open on import_job (created_at, id) where status in ('queued', 'running');

create table import_error (
    job uuid not null references import_job (id) on delete cascade,
    seq integer not null,
    sheet text not null,
    line integer not null,
    column_name text,
    code text not null,
    zh text not null,
    en text not null,
    primary key (job, seq));

-- When the open data of a county last changed.
create index matter_changed on matter (region, updated_at);
