-- 委托授权: what departments have delegated to the counter in writing. Revoked, never deleted: it is the ground of what was done under it.
create table delegation (
    id uuid primary key,
    -- Unified social credit code; * stands for every department, which only Development's seed says.
    department_code text not null,
    -- 实施编码; null for all matters of the department.
    matter_codes text[],
    acts text[] not null check (acts <@ '{pre-review,notice,accept,refuse}' and acts <> '{}'),
    document_number text not null,
    document_sha256 text,
    valid_from date not null,
    valid_until date not null check (valid_until >= valid_from),
    created_by uuid,
    created_at timestamptz not null,
    revoked_by uuid,
    revoked_at timestamptz);
create index delegation_department on delegation (department_code, id);

-- Which matters a clerk is competent for.
create table competence (
    id uuid primary key,
    -- Null stands for every clerk, which only Development's seed says.
    account_id uuid,
    -- A department's code, for all its matters, a matter's, or * for everything.
    matters text not null,
    valid_from date not null,
    valid_until date not null check (valid_until >= valid_from),
    created_by uuid,
    created_at timestamptz not null,
    revoked_by uuid,
    revoked_at timestamptz);
create index competence_account on competence (account_id, id);
