-- Partner counties, this county's own signing key (sealed), and the nonces seen.
create table partner (
    region text primary key check (region ~ '^[0-9]{6}$'),
    name text not null,
    url text not null,
    key_id text not null unique,
    public_key text not null,
    added_at timestamptz not null,
    version int not null);

create table own_key (
    id int primary key check (id = 1),
    private_key_sealed text not null,
    created_at timestamptz not null default now());

-- A signature is good once: its nonce is kept until it has expired.
create table nonce (
    key_id text not null,
    nonce text not null,
    expires_at timestamptz not null,
    primary key (key_id, nonce));
create index nonce_expired on nonce (expires_at);
