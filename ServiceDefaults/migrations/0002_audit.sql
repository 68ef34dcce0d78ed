-- Who did what (docs: ServiceDefaults/Audit). Entries wait in audit_pending, written in the transaction of what they tell;
-- the sealer chains them into audit, off the request path.
create table audit_pending (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor text not null,
    actor_kind text not null,
    action text not null,
    object_type text not null,
    object_id text not null,
    detail jsonb,
    trace_id text);
-- The table is empty most of the time and churns all of the time.
alter table audit_pending set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- detail is json, not jsonb: the hash is over its text.
create table audit (
    region text not null,
    seq bigint not null,
    sealed_at timestamptz not null,
    at timestamptz not null,
    actor text not null,
    actor_kind text not null,
    action text not null,
    object_type text not null,
    object_id text not null,
    detail json,
    trace_id text,
    prev_hash bytea not null,
    hash bytea not null,
    primary key (region, seq, sealed_at)) partition by range (sealed_at);
create index audit_object on audit (region, object_type, object_id, seq);

-- The last link; its row lock lets one sealer at a time extend the chain, and it shows when entries at the end are gone.
create table audit_head (
    region text primary key,
    seq bigint not null,
    hash bytea not null);
