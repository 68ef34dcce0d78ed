-- Every case of the county as its events tell it; written by consumers only. No personal data.
create table watched_case (
    id uuid primary key,
    case_number text not null,
    matter_code text,
    matter_name text,
    department_code text,
    department_name text,
    stage text not null check (stage in (
        'submitted', 'received', 'supplement-requested', 'accepted', 'in-approval', 'decided', 'handed-over', 'delivered', 'closed')),
    stage_at timestamptz not null,
    outcome text check (outcome in ('granted', 'denied', 'ended', 'refused', 'withdrawn', 'lapsed')),
    clock text not null check (clock in ('pre-review', 'acceptance', 'applicant', 'promised', 'delivery', 'none')),
    due date not null,
    step_due date,
    promised_due date,
    statutory_due date,
    delivery_due date,
    provisional boolean not null,
    accepted_on date,
    decided_on date,
    handed_over_on date,
    closed_on date,
    satisfaction int check (satisfaction between 1 and 5),
    version int not null);
-- The lists, by due day: open ones are few, closed ones grow for ever.
create index watched_case_open on watched_case (due, id) where stage <> 'closed';
create index watched_case_open_of on watched_case (department_code, due, id) where stage <> 'closed';
create index watched_case_closed on watched_case (due, id) where stage = 'closed';
create index watched_case_closed_of on watched_case (department_code, due, id) where stage = 'closed';

-- Counts by department, kept by the consumers in the transaction that moves a case: nobody counts a big table.
create table figure (
    department_code text primary key,
    department_name text not null,
    open_cases bigint not null,
    closed_cases bigint not null,
    closed_in_time bigint not null);
