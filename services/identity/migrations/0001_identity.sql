create table department (
    code text primary key,
    region text not null,
    key text not null unique,
    number text not null,
    name text not null,
    enquiry_phone text not null,
    supervision_phone text not null);

-- One row for each person or organisation. Names and numbers are sealed (PersonalData); id_key is the keyed hash they are found by.
create table account (
    id uuid primary key,
    region text not null,
    kind text not null check (kind in ('citizen', 'organisation', 'staff')),
    name_sealed text not null,
    id_type text not null check (id_type in ('111', '001', 'staff')),
    id_number_sealed text not null,
    id_key text not null,
    phone_sealed text,
    department text references department (code),
    assurance int not null check (assurance between 1 and 3),
    status text not null check (status in ('active', 'closed')),
    registered_by uuid,
    created_at timestamptz not null,
    check ((kind = 'staff') = (department is not null)));
create unique index account_id_key on account (id_type, id_key);
create index account_department on account (department, id) where department is not null;

create table staff_role (
    account_id uuid not null references account (id),
    role text not null check (role in ('clerk', 'approver', 'catalogue-editor', 'supervisor', 'admin')),
    primary key (account_id, role));

-- Applications. A public client has no secret; secrets are long random texts, so a plain SHA-256 of them cannot be guessed back.
create table client (
    id text primary key,
    kind text not null check (kind in ('public', 'service', 'terminal', 'partner')),
    name text not null,
    secret_hash bytea,
    redirect_uris text[] not null default '{}',
    roles text[] not null default '{}',
    check ((kind = 'public') = (secret_hash is null)));

-- A person's sign-in at a client: first a code, once exchanged a refresh token that changes with each use. Only hashes are kept.
create table sign_in (
    id uuid primary key,
    client_id text not null references client (id),
    account_id uuid not null references account (id),
    redirect_uri text not null,
    challenge text not null,
    nonce text,
    scope text not null,
    code_hash bytea not null unique,
    code_expires_at timestamptz not null,
    code_used_at timestamptz,
    refresh_hash bytea unique,
    previous_refresh_hash bytea unique,
    expires_at timestamptz not null,
    revoked_at timestamptz);
create index sign_in_client on sign_in (client_id);
create index sign_in_account on sign_in (account_id);
create index sign_in_expires_at on sign_in (expires_at);

-- A key is published from its creation, signs from active_from, and stays published until what it signed has expired.
create table signing_key (
    kid text primary key,
    private_sealed text not null,
    created_at timestamptz not null default now(),
    active_from timestamptz not null,
    retired_at timestamptz);

-- The platform clock of Development.
create table clock (
    one boolean primary key default true check (one),
    revision bigint not null,
    offset_ticks bigint not null);
insert into clock (revision, offset_ticks) values (1, 0);

create table clock_move (
    key text primary key,
    revision bigint not null,
    moved_at timestamptz not null default now());

create table clock_process (
    process text primary key,
    revision bigint not null,
    seen_at timestamptz not null);
