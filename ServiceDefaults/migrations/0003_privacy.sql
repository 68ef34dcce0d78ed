-- Each read of a person's record by staff, with its purpose; the person may see them.
create table staff_read (
    region text not null,
    id uuid not null,
    at timestamptz not null default now(),
    person uuid not null,
    staff uuid not null,
    staff_name text not null,
    department text,
    record text not null,
    purpose text not null,
    primary key (region, id));
create index staff_read_person on staff_read (region, person, id);
