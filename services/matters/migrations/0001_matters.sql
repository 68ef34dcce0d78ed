-- The catalogue: one row a version of a matter.
create table matter (
    id uuid primary key,
    code text not null check (length(code) = 31),
    version integer not null check (version > 0),
    status text not null check (status in ('draft', 'published', 'suspended', 'retired')),
    revision integer not null,
    basic_code text not null,
    matter_type text not null,
    name text not null,
    department_code text not null,
    department_name text not null,
    handling_type text not null check (handling_type in ('1', '2', '9')),
    audience text[] not null,
    -- Every element as the editor gave it, without the materials; the columns around it are what lists and searches ask for.
    content jsonb not null,
    -- Two-character pieces, because trigrams cannot find a word of two characters; of the name also the single ones.
    name_grams text[] not null,
    text_grams text[] not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    published_at timestamptz,
    unique (code, version));

create unique index matter_current on matter (code) where status in ('published', 'suspended');
create unique index matter_draft on matter (code) where status = 'draft';
create index matter_status on matter (status, code);
create index matter_department on matter (department_code, status, code);
create index matter_text on matter using gin (text_grams);

create table material (
    matter_id uuid not null references matter (id) on delete cascade,
    serial integer not null check (serial between 1 and 999),
    code text not null check (length(code) = 36),
    name text not null,
    requirement text not null check (requirement in ('1', '2', '3')),
    detail jsonb not null,
    primary key (matter_id, serial));

-- Working days as announced, a row a year; years that the platform was built with need none.
create table calendar (
    year integer primary key,
    revision integer not null,
    published boolean not null,
    days_off date[] not null,
    work_days date[] not null,
    papers text[] not null,
    imported_at timestamptz not null);
