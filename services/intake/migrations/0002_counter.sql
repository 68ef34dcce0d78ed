-- What the versions of matters that cases were filed under say: kept once a version, never changed.
create table kept_matter (
    code text not null,
    version int not null,
    content jsonb not null,
    primary key (code, version));

alter table case_file drop constraint case_file_status_check;
alter table case_file add constraint case_file_status_check check (status in ('draft', 'submitted', 'pre-reviewed', 'returned', 'received',
    'supplement-requested', 'accepted', 'in-approval', 'sent-back', 'granted', 'denied', 'handed-over', 'ready', 'delivered', 'closed',
    'refused', 'withdrawn', 'lapsed', 'ended', 'revoked'));
alter table case_file drop constraint case_file_channel_check;
alter table case_file add constraint case_file_channel_check check (channel in ('web', 'mobile', 'terminal', 'counter', 'phone', 'agent', 'cross-region'));
alter table case_file drop constraint case_file_delivery_check;
alter table case_file add constraint case_file_delivery_check check (delivery in ('counter', 'electronic', 'post'));
alter table case_file
    add column agent jsonb,
    add column answers text not null default '',
    -- What it is about, as the applicant names it: shop, vehicle, site.
    add column object text,
    add column mode text not null default 'ordinary' check (mode in ('ordinary', 'deferred', 'commitment')),
    -- The legal day from which the authority has five working days to answer.
    add column clock_from date,
    add column notices int not null default 0,
    add column reminded_on date,
    add column second_notice_reason text,
    add column second_notice_by uuid,
    add column deferral_due date,
    add column refusal_code text,
    add column end_requested text check (end_requested in ('withdrawn', 'deferral-not-kept')),
    add column ended_reason text,
    add column refiled_from uuid references case_file (id),
    add column package_id uuid,
    add column package_item text;
-- The counter's five days of cases that wait for its answer: those of the former release are under way too.
update case_file set clock_from = ((case when channel = 'web' then coalesce((
        select max(t.at) from timeline t where t.region = case_file.region and t.case_id = case_file.id and t.action in ('submit', 'supply')), updated_at)
    else coalesce(received_at, updated_at) end) at time zone 'Asia/Shanghai')::date
where status in ('submitted', 'received');

drop index case_file_queue;
create index case_file_queue on case_file (status, updated_at, id)
    where status in ('submitted', 'pre-reviewed', 'returned', 'received', 'supplement-requested', 'sent-back', 'handed-over', 'ready');
-- The loops read what is due from these, and nothing else.
create index case_file_clock on case_file (clock_from, id) where clock_from is not null;
create index case_file_supplement on case_file (supplement_due, id) where status in ('returned', 'supplement-requested');
create index case_file_draft on case_file (updated_at, id) where status = 'draft';
create index case_file_refiled on case_file (refiled_from) where refiled_from is not null;

alter table case_material drop constraint case_material_source_check;
alter table case_material add constraint case_material_source_check check (source in ('upload', 'scan', 'licence', 'shared', 'post', 'earlier'));
alter table case_material
    add column deferred boolean not null default false,
    add column by_commitment boolean not null default false,
    add column original_checked_by uuid,
    add column original_checked_at timestamptz,
    add column original_check text check (original_check in ('matches', 'differs'));
