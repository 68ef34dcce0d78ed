-- Whether an account wants forms filled in from what is known of it; no row: not asked yet, and so no. The audit log holds what was before.
create table prefill_consent (
    account_id uuid primary key,
    granted boolean not null,
    at timestamptz not null);
