-- 文书: written in the transaction of the step that it belongs to, and never changed. The content is everything that its page says, sealed.
create table issued_document (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    kind text not null,
    number text not null unique,
    issued_at timestamptz not null,
    content_sealed text not null,
    verification_code text not null,
    -- The agency's seal as it was then; null where it had given none, and one is drawn.
    seal_sha256 text);
create index issued_document_case on issued_document (case_id, id);

-- Pictures of the agencies' seals, in the file store.
create table seal (
    department_code text primary key,
    sha256 text not null,
    size int not null,
    updated_at timestamptz not null);
