-- Blank forms and samples that editors uploaded; the content lies in the file store under its digest.
create table guide_file (
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    -- Each department has its own name for the same content.
    department_code text not null,
    size bigint not null,
    media_type text not null,
    name text not null,
    uploaded_by uuid not null,
    uploaded_at timestamptz not null,
    primary key (sha256, department_code));

-- A file is public when a published version names it.
create index material_blank_form on material ((detail ->> 'blankFormFile')) where detail ->> 'blankFormFile' is not null;
create index material_sample on material ((detail ->> 'sampleFile')) where detail ->> 'sampleFile' is not null;
