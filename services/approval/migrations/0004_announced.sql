-- Cases of packages that wait for other steps: the department may begin before they can be accepted. No personal data.
create table announced (
    region text not null,
    case_id uuid not null,
    case_number text not null,
    department_code text not null,
    matter jsonb not null,
    package_number text not null,
    package_name text not null,
    waits_for text[] not null,
    status text not null check (status in ('waiting', 'released', 'ended')),
    version int not null,
    told_at timestamptz not null,
    primary key (region, case_id));
create index announced_worklist on announced (region, department_code, case_id) where status <> 'ended';
