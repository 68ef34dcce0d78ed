-- 一件事: one row a version of a package.
create table package (
    id uuid primary key,
    region text not null check (length(region) = 6),
    code text not null,
    version integer not null check (version > 0),
    status text not null check (status in ('draft', 'published', 'suspended', 'retired')),
    revision integer not null,
    name text not null,
    -- Null where the department first asked leads.
    lead_department text check (length(lead_department) = 18),
    batch text,
    themes text[] not null,
    content jsonb not null,
    changed_by text not null,
    changed_by_kind text not null,
    why text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    published_at timestamptz,
    unique (region, code, version));

create unique index package_current on package (region, code) where status in ('published', 'suspended');
create unique index package_draft on package (region, code) where status = 'draft';

-- The matters of a package, so that a matter that closes shows which packages it breaks.
create table package_item (
    package_id uuid not null references package (id) on delete cascade,
    position integer not null check (position > 0),
    matter_code text not null check (length(matter_code) = 31),
    department_code text not null generated always as (left(matter_code, 18)) stored,
    primary key (package_id, position));

create index package_item_matter on package_item (matter_code);
