-- 承诺书: what an applicant was told and has promised, in writing; the text never changes once it is signed.
create table letter (
    case_id uuid not null references case_file (id) on delete cascade,
    kind text not null check (kind in ('deferral', 'commitment')),
    text text not null,
    -- SHA-256 of the text, lower-case hex: who signs names what was read.
    digest text not null,
    -- 容缺: what may come later, and how many working days after acceptance.
    material_codes text[] not null default '{}',
    days int,
    -- 告知承诺: working days from the grant to the check.
    check_days int,
    offered_at timestamptz not null,
    signed_at timestamptz,
    signed_by uuid,
    assurance int,
    -- At the counter: the clerk who took the signed paper in, and its scan.
    recorded_by uuid,
    scan_sha256 text,
    primary key (case_id, kind));

-- 失信记录: one for each promise that was not kept; until it is repaired the applicant is excluded.
create table breach (
    id uuid primary key,
    account_id uuid not null,
    case_id uuid not null references case_file (id),
    kind text not null check (kind in ('deferral-not-kept', 'false-commitment')),
    at timestamptz not null,
    detail text not null,
    repaired_at timestamptz,
    repaired_by uuid,
    repair_note text,
    unique (case_id, kind));
create index breach_of on breach (account_id, id desc);
create index breach_unrepaired on breach (account_id) where repaired_at is null;

-- 事后核查 of what was granted on a commitment.
create table commitment_check (
    case_id uuid primary key references case_file (id),
    department_code text not null,
    due date not null,
    state text not null default 'planned' check (state in ('planned', 'kept', 'false')),
    checked_by uuid,
    checked_by_name text,
    checked_at timestamptz,
    finding text);
create index commitment_check_planned on commitment_check (department_code, due, case_id) where state = 'planned';
create index commitment_check_all on commitment_check (due, case_id) where state = 'planned';

-- What waits for materials that come later.
create index case_file_deferral on case_file (deferral_due, id)
    where deferral_due is not null and end_requested is null and status in ('accepted', 'in-approval', 'sent-back');
