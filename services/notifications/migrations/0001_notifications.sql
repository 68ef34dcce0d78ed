-- What people are told. Matter names and case numbers only: no names, no numbers of people.
create table message (
    id uuid primary key,
    account_id uuid not null,
    kind text not null,
    case_id uuid,
    title_zh text not null,
    body_zh text not null,
    title_en text not null,
    body_en text not null,
    told_at timestamptz not null,
    read_at timestamptz);
create index message_of on message (account_id, told_at desc, id desc);

-- Development's SMS channel: what would go to a carrier.
create table sms_outbox (
    id uuid primary key,
    account_id uuid not null,
    phone_sealed text not null,
    text text not null,
    created_at timestamptz not null);
create index sms_outbox_newest on sms_outbox (created_at desc, id desc);
