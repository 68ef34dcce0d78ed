-- Systems that are told what an account is told. The sequence counts per webhook, without gaps in what is committed.
create table webhook (
    id uuid primary key,
    account_id uuid not null,
    url text not null,
    -- Kinds of messages; empty for all.
    events text[] not null,
    last_seq bigint not null default 0,
    created_at timestamptz not null);
create index webhook_account on webhook (account_id);

create table webhook_delivery (
    webhook_id uuid not null references webhook (id) on delete cascade,
    seq bigint not null,
    event_id uuid not null,
    kind text not null,
    data jsonb not null,
    told_at timestamptz not null,
    -- When it is tried next, by the machine's clock; null where it is delivered or given up.
    next_try timestamptz,
    attempts int not null default 0,
    delivered_at timestamptz,
    last_status int,
    last_error text,
    primary key (webhook_id, seq));
create index webhook_delivery_due on webhook_delivery (webhook_id, next_try, seq) where next_try is not null;
create index webhook_delivery_age on webhook_delivery (told_at);

create table own_key (
    id int primary key check (id = 1),
    private_key_sealed text not null);
