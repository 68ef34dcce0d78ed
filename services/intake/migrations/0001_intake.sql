-- 办件. Personal data (applicant, form) is sealed text; applicant_key is the keyed hash that a person is found by.
create table case_file (
    id uuid primary key,
    region text not null,
    number text unique,
    status text not null check (status in ('draft', 'submitted', 'received', 'supplement-requested', 'accepted', 'in-approval',
        'granted', 'denied', 'handed-over', 'ready', 'delivered', 'closed', 'refused', 'withdrawn', 'lapsed', 'ended')),
    version int not null,
    channel text not null check (channel in ('web', 'counter')),
    delivery text not null check (delivery in ('counter', 'electronic')),
    account_id uuid not null,
    applicant jsonb not null,
    matter_code text not null,
    matter jsonb not null,
    form_sealed text not null,
    receipt_number text unique,
    -- What the receipt names, as it was taken in: a supplement replaces the material, never this.
    received_materials jsonb,
    received_at timestamptz,
    supplement_due date,
    accepted_on date,
    promised_due date,
    statutory_due date,
    provisional boolean not null default false,
    approval_version int not null default 0,
    outcome text check (outcome in ('granted', 'denied')),
    opinion text,
    refusal text,
    certificate_id uuid,
    licence_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((number is null) = (status = 'draft' or (status = 'withdrawn' and number is null))));
create index case_file_account on case_file (account_id, id desc);
-- The counter's queue: what waits for a clerk, oldest first.
create index case_file_queue on case_file (status, updated_at, id)
    where status in ('submitted', 'received', 'supplement-requested', 'handed-over', 'ready');

create table case_material (
    case_id uuid not null references case_file (id),
    code text not null,
    name text not null,
    requirement text not null check (requirement in ('1', '2', '3')),
    sha256 text,
    media_type text,
    size bigint,
    source text check (source in ('upload', 'scan')),
    supplied_at timestamptz,
    requested boolean not null default false,
    primary key (case_id, code));

-- Grows for ever: region first, ready to be partitioned by time and distributed by region.
create table timeline (
    region text not null,
    case_id uuid not null,
    version int not null,
    at timestamptz not null,
    status text not null,
    action text not null,
    actor uuid,
    actor_kind text not null,
    note text,
    primary key (region, case_id, version));

-- The daily serial of each matter, for case numbers and receipts.
create table daily_serial (
    kind text not null,
    day date not null,
    last int not null,
    primary key (kind, day));
