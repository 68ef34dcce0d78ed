-- Outbox, inbox, event log and idempotency keys (docs/messaging.md). A file that has run is never changed: add another.
create table outbox (
    id bigint generated always as identity primary key,
    message_id uuid not null,
    type text not null,
    body jsonb not null,
    trace_parent text,
    created_at timestamptz not null default now(),
    parked_at timestamptz,
    error text);
create index outbox_pending on outbox (id) where parked_at is null;
-- The table is empty most of the time and churns all of the time.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create table inbox (
    message_id uuid not null,
    consumer text not null,
    handled_at timestamptz not null default now(),
    primary key (message_id, consumer));
create index inbox_handled_at on inbox (handled_at);

-- What this service has told, without a gap, in the order of publication.
create table event (
    region text not null,
    seq bigint not null,
    message_id uuid not null,
    type text not null,
    body jsonb not null,
    trace_parent text,
    published_at timestamptz not null default now(),
    primary key (region, seq, published_at)) partition by range (published_at);

create table event_seq (
    region text primary key,
    last bigint not null);

create table idempotency (
    caller text not null,
    key text not null,
    request_hash bytea not null,
    status int not null,
    headers jsonb not null,
    -- Sealed: an answer may hold personal data.
    body text not null,
    created_at timestamptz not null default now(),
    primary key (caller, key));
create index idempotency_created_at on idempotency (created_at);
