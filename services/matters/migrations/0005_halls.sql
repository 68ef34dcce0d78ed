-- Places where matters are handled. Coordinates are CGCS2000.
create table hall (
    id uuid primary key,
    region text not null,
    name text not null,
    kind text not null check (kind in ('county-hall', 'township-hall', 'village-desk', 'agent-point', 'self-service')),
    -- Place of the kind in lists.
    rank integer not null,
    parent_id uuid references hall (id),
    address text not null,
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    phone text,
    hours jsonb not null,
    exceptions jsonb not null,
    open_on_holidays boolean not null,
    version integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    closed_at timestamptz,
    check ((latitude is null) = (longitude is null)));

create index hall_list on hall (region, rank, name) where closed_at is null;
create unique index hall_name on hall (region, name) where closed_at is null;
create index hall_parent on hall (parent_id);

create table hall_window (
    hall_id uuid not null references hall (id) on delete cascade,
    number text not null,
    position integer not null,
    name text not null,
    kind text not null check (kind in ('comprehensive', 'department')),
    takes text[] not null,
    primary key (hall_id, number));

-- What the windows take, to be found by it: * is everything, 18 characters a department, 31 a matter.
create table window_take (
    region text not null,
    what text not null,
    hall_id uuid not null,
    number text not null,
    primary key (region, what, hall_id, number),
    foreign key (hall_id, number) references hall_window (hall_id, number) on delete cascade);

create index window_take_window on window_take (hall_id, number);

-- 是否进驻政务大厅 is no: only a window that names the matter takes it.
alter table matter add column kept_out boolean generated always as (coalesce(content -> 'elements' ->> 'inHall', '') = 'false') stored;

-- The years that were imported before this service counted working days itself.
insert into calendar_year (year, revision, published, days_off, work_days)
select year, revision, published, days_off, work_days
from calendar
on conflict do nothing;
