alter table watched_case drop constraint watched_case_stage_check;
alter table watched_case add constraint watched_case_stage_check check (stage in (
    'submitted', 'pre-reviewed', 'received', 'supplement-requested', 'accepted', 'in-approval', 'decided', 'handed-over', 'delivered', 'closed'));

-- What the applicant ended, by withdrawing or by silence, is not late.
drop index watched_case_late;
drop index watched_case_late_of;
create index watched_case_late on watched_case (due, id)
    where stage = 'closed' and outcome not in ('withdrawn', 'lapsed', 'ended') and coalesce(handed_over_on, decided_on, closed_on) > due;
create index watched_case_late_of on watched_case (department_code, due, id)
    where stage = 'closed' and outcome not in ('withdrawn', 'lapsed', 'ended') and coalesce(handed_over_on, decided_on, closed_on) > due;

-- What was done or tried at the counter against the rules; grows slowly, since most of it is refused.
create table irregularity (
    id uuid primary key,
    case_id uuid not null,
    case_number text not null,
    at timestamptz not null,
    rule text not null,
    detail text not null,
    by_account uuid,
    refused boolean not null,
    matter_name text not null,
    department_code text not null);
create index irregularity_of on irregularity (department_code, id);
create index irregularity_rule on irregularity (rule, id);
