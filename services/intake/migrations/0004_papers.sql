-- 窗口人员的岗位: at which place of the county a clerk sits now. No row: the county hall.
create table clerk_desk (
    account_id uuid primary key,
    -- The place as the catalogue told it: id, name, kind, address.
    hall jsonb not null,
    valid_from date not null,
    valid_until date not null check (valid_until >= valid_from),
    set_by uuid not null,
    set_at timestamptz not null);

-- 纸质材料交接: papers of up to 500 cases go to a department or a desk; both sides sign.
create table paper_transfer (
    id uuid primary key,
    state text not null check (state in ('sent', 'received', 'refused')),
    -- Null: the county hall, or the department of an approver.
    from_desk jsonb,
    from_department text,
    to_department text,
    to_desk jsonb,
    carrier text,
    tracking_number text,
    note text,
    sent_by uuid not null,
    sent_at timestamptz not null,
    signed_by uuid,
    signed_at timestamptz,
    answer text,
    check ((to_department is null) <> (to_desk is null)),
    check ((state = 'sent') = (signed_by is null)));
create index paper_transfer_to_department on paper_transfer (to_department, id) where state = 'sent';
create index paper_transfer_to_desk on paper_transfer ((to_desk ->> 'id'), id) where state = 'sent';
create index paper_transfer_to_county_hall on paper_transfer (id) where state = 'sent' and to_desk ->> 'kind' = 'county-hall';
create index paper_transfer_sent_by on paper_transfer (sent_by, id);

create table paper_item (
    transfer_id uuid not null references paper_transfer (id),
    case_id uuid not null,
    material_code text not null,
    originals int not null check (originals >= 0),
    copies int not null check (copies >= 0),
    -- What the receiving side found otherwise.
    difference text,
    primary key (transfer_id, case_id, material_code),
    foreign key (case_id, material_code) references case_material (case_id, code));
create index paper_item_case on paper_item (case_id, material_code, transfer_id);

-- 邮寄递件: originals that the applicant posts, and that go back to him.
create table posted_original (
    id uuid primary key,
    case_id uuid not null,
    material_code text not null,
    state text not null check (state in ('expected', 'arrived', 'checked', 'returned')),
    carrier text not null,
    tracking_number text not null,
    announced_at timestamptz not null,
    arrived_at timestamptz,
    arrived_by uuid,
    checked_at timestamptz,
    checked_by uuid,
    result text check (result in ('matches', 'differs')),
    note text,
    return_carrier text,
    return_tracking_number text,
    returned_at timestamptz,
    returned_by uuid,
    foreign key (case_id, material_code) references case_material (case_id, code));
-- One under way for each material.
create unique index posted_original_material on posted_original (case_id, material_code) where state <> 'returned';
create index posted_original_case on posted_original (case_id, material_code);
create index posted_original_waiting on posted_original (state, announced_at, id) where state <> 'returned';

-- 首问负责: who was asked first stays responsible until another has taken over.
create table enquiry (
    id uuid primary key,
    state text not null check (state in ('open', 'handed-on', 'closed')),
    version int not null,
    desk jsonb,
    matter_code text,
    question text not null,
    -- Whom to call back.
    contact_sealed text,
    responsible uuid not null,
    to_department text,
    to_desk jsonb,
    handed_on_at timestamptz,
    case_id uuid references case_file (id),
    opened_by uuid not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    check ((state = 'handed-on') = (handed_on_at is not null)));
create index enquiry_responsible on enquiry (responsible, id) where state <> 'closed';
create index enquiry_to_department on enquiry (to_department, id) where state = 'handed-on';
create index enquiry_to_desk on enquiry ((to_desk ->> 'id'), id) where state = 'handed-on';
create index enquiry_case on enquiry (case_id) where case_id is not null;
