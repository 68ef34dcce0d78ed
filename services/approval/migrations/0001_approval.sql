-- One row for each accepted case: who works on it, and what was decided. Personal data only sealed, inside applicant.
create table approval (
    region text not null,
    case_id uuid not null,
    case_number text not null,
    status text not null check (status in ('open', 'claimed', 'granted', 'denied', 'handed-over')),
    version int not null,
    department_code text not null,
    matter jsonb not null,
    applicant jsonb not null,
    materials jsonb not null,
    delivery text not null,
    accepted_on date not null,
    promised_due date not null,
    statutory_due date,
    provisional boolean not null,
    opened_at timestamptz not null,
    claimed_by uuid,
    claimed_by_name text,
    claimed_at timestamptz,
    outcome text check (outcome in ('granted', 'denied')),
    opinion text,
    conditions text,
    legal_basis text,
    remedies text,
    decided_by uuid,
    decided_by_name text,
    decided_at timestamptz,
    handed_over_by uuid,
    handed_over_at timestamptz,
    -- What each rule found, where the matter is decided by rules.
    rules jsonb,
    primary key (region, case_id),
    check ((status in ('open', 'claimed')) = (outcome is null)),
    check ((status = 'claimed') <= (claimed_by is not null)));

-- The worklists, by what is due first. What is handed over grows for ever and is in neither.
create index approval_worklist on approval (region, department_code, promised_due, case_id) where status <> 'handed-over';
create index approval_mine on approval (region, claimed_by, promised_due, case_id) where status <> 'handed-over';
