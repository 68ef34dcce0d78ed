-- Fields that forms share, as administrators changed or added them; those the platform was built with need no row.
create table form_field (
    key text primary key,
    revision integer not null,
    content jsonb not null,
    updated_at timestamptz not null);
