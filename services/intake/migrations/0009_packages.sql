-- 一件事: one application for several matters. What state it is in follows from its sub-cases, which are ordinary cases. Applicant and form are sealed.
create table package_file (
    id uuid primary key,
    region text not null,
    number text unique,
    code text not null,
    name text not null,
    version int not null,
    channel text not null check (channel in ('web', 'mobile', 'terminal', 'counter', 'phone', 'agent', 'cross-region')),
    delivery text not null check (delivery in ('counter', 'electronic', 'post')),
    account_id uuid not null,
    applicant jsonb not null,
    answers text not null,
    form_sealed text not null,
    -- What the catalogue planned for these answers on the day it was opened.
    plan jsonb not null,
    lead_department text not null,
    departments text[] not null,
    outside_done text[] not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    submitted_at timestamptz,
    closed_at timestamptz);
create index package_file_account on package_file (account_id, id desc);
create index package_file_lead on package_file (lead_department, id) where submitted_at is not null and closed_at is null;

-- Sub-cases that have moved since their package was last looked at. Rows are only added and removed, so that nobody waits here for a lock.
create table package_move (
    id bigint generated always as identity primary key,
    package_id uuid not null,
    case_id uuid);

alter table case_file
    add constraint case_file_package_id_fkey foreign key (package_id) references package_file (id),
    -- Steps of its package that must be done before it can be accepted.
    add column waits_for text[] not null default '{}';
create index case_file_package on case_file (package_id, id) where package_id is not null;
alter table case_material
    -- The step of the package whose result it is: nobody brings it.
    add column from_item text,
    -- The e-licence, or the case, that stands for a file.
    add column reference text;
