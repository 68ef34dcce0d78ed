-- 电子证照库: one row an issued licence (GB/T 36903 names in the README).
create table certificate (
    id uuid primary key,
    case_id uuid not null unique,
    case_number text not null,
    matter_code text not null,
    matter_name text not null,
    licence_id text not null unique,
    licence_type text not null,
    licence_name text not null,
    licence_number text not null,
    issuer_code text not null,
    issuer_name text not null,
    account_id uuid not null,
    holder_kind text not null check (holder_kind in ('citizen', 'organisation')),
    holder_name_sealed text not null,
    holder_id_type text not null,
    holder_id_sealed text not null,
    holder_search text not null,
    -- Empty for types of which a holder has one; the serial where a holder may have several.
    instance text not null,
    issued_on date not null,
    valid_until date,
    issued_at timestamptz not null,
    status text not null check (status in ('valid', 'superseded', 'revoked')),
    verification_code text not null,
    version int not null);
create index certificate_of on certificate (account_id, issued_at desc, id desc);
-- One valid instance for each holder and type.
create unique index certificate_valid on certificate (holder_search, licence_type, instance) where status = 'valid';

-- 流水号: counted for each issuer, type and year.
create table licence_serial (
    issuer_code text not null,
    licence_type text not null,
    year int not null,
    last int not null,
    primary key (issuer_code, licence_type, year));
