-- The working-day calendar as CalendarPublished told it; years that are not here are as built in.
create table calendar_year (
    year int primary key,
    revision int not null,
    published boolean not null,
    days_off date[] not null,
    work_days date[] not null);
