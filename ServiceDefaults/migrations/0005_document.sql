-- PDFs that have been printed: made when first asked for, then kept unchanged under their digest in the file store.
create table document (
    key text primary key,
    sha256 text not null,
    size bigint not null,
    made_at timestamptz not null default now());
