-- Halls, their one-hour slots, and who has booked one.
create table hall (
    id uuid primary key,
    name text not null unique,
    address text not null,
    capacity int not null check (capacity between 1 and 1000));

create table slot (
    id uuid primary key,
    hall_id uuid not null references hall (id),
    day date not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    capacity int not null,
    taken int not null check (taken between 0 and capacity),
    unique (hall_id, starts_at));
create index slot_of_day on slot (hall_id, day);

create table booking (
    id uuid primary key,
    slot_id uuid not null references slot (id),
    account_id uuid not null,
    day date not null,
    matter_name text not null,
    status text not null check (status in ('booked', 'cancelled')),
    booked_at timestamptz not null,
    cancelled_at timestamptz,
    version int not null);
create index booking_slot on booking (slot_id);
create index booking_of on booking (account_id, booked_at desc, id desc);
-- One person, one visit a day.
create unique index booking_one_a_day on booking (account_id, day) where status = 'booked';
