-- 基本目录: what a level above fixes of a matter for every county that does it (三级四同); one for all counties, so without a region.
create table basic_matter (
    code text primary key check (length(code) = 12),
    name text not null,
    legal_basis text not null,
    level text not null check (level between '1' and '7'),
    revision integer not null,
    updated_at timestamptz not null);

-- Who uses a name of the basic catalogue under another code is found by the name.
create index basic_matter_name on basic_matter (name);
