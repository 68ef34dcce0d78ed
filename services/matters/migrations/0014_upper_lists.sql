-- 国家、省、市部署的通办事项, and the county's own, item by item.
create table upper_list (
    id uuid primary key,
    region text not null,
    level text not null check (level in ('national', 'province', 'city', 'county')),
    name text not null,
    document text not null,
    issued_on date not null,
    due_on date,
    version integer not null,
    updated_at timestamptz not null,
    unique (region, document));

create index upper_list_issued on upper_list (region, issued_on, id);

create table upper_list_item (
    list_id uuid not null references upper_list (id) on delete cascade,
    position integer not null,
    name text not null,
    basic_code text,
    mode text not null check (mode in ('online', 'entrusted', 'joint')),
    scope text not null,
    due_on date,
    primary key (list_id, position));

-- What an item is held against.
alter table matter
    add column service_scope text generated always as (content -> 'elements' ->> 'serviceScope') stored,
    add column online boolean generated always as (coalesce(content -> 'elements' ->> 'online', '') = 'true') stored;

create index matter_published_basic on matter (region, basic_code) where status = 'published';
create index matter_published_name on matter (region, name) where status = 'published';
