-- How often each matter was really applied for, by the day of acceptance.
create table matter_use (
    region text not null,
    day date not null,
    code text not null,
    count integer not null check (count > 0),
    primary key (region, day, code));
