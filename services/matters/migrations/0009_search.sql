-- What people find: one slim row a matter, of the version that is published, suspended or was last, written with its status. Lists and searches read nothing else.
create table matter_search (
    region text not null,
    code text not null,
    version integer not null,
    status text not null check (status in ('published', 'suspended', 'retired')),
    matter_type text not null,
    handling_type text not null,
    audience text[] not null,
    department_code text not null,
    department_name text not null,
    name text not null,
    -- The name without punctuation; that and what else it is called, between bars; its initials.
    title text not null,
    said text not null,
    initials text not null,
    -- Among equals: what is used more, then the smaller weight.
    uses integer not null default 0,
    weight integer not null,
    statutory_days integer,
    statutory_unit text not null,
    promised_days integer not null,
    promised_unit text not null,
    result_name text,
    has_fee boolean not null,
    visits integer,
    auto_decide boolean not null,
    -- Every term begins with the region: a word common in twenty counties is read in one only.
    names tsvector not null,
    texts tsvector not null,
    -- Which making of terms this is; rows of an older one are made again at start.
    making integer not null,
    primary key (region, code));

create index matter_search_status on matter_search (region, status, code);
create index matter_search_department on matter_search (region, department_code, status, code);
create index matter_search_names on matter_search using gin (names) with (fastupdate = off);
create index matter_search_texts on matter_search using gin (texts) with (fastupdate = off);

-- Statistics of terms would cost each plan more than they tell it.
alter table matter_search alter names set statistics 0;
alter table matter_search alter texts set statistics 0;

-- No longer written. A later release drops them, when no replica of this one's predecessor runs.
alter table matter alter name_grams drop not null;
alter table matter alter text_grams drop not null;
