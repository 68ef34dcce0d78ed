-- 一次一评: one invitation for each service of a case, one rating for each invitation.
create table invitation (
    id uuid primary key,
    case_id uuid not null,
    case_number text not null,
    service_number int not null,
    account_id uuid not null,
    matter_code text not null,
    matter_name text not null,
    department_code text not null,
    department_name text not null,
    invited_at timestamptz not null,
    rated_at timestamptz,
    version int not null,
    unique (case_id, service_number));
create index invitation_of on invitation (account_id, invited_at desc, id desc);

create table rating (
    invitation_id uuid primary key references invitation (id),
    satisfaction int not null check (satisfaction between 1 and 5),
    tags text[] not null,
    text text check (length(text) <= 150),
    channel text not null check (channel in ('1', '2', '3', '4', '5', '6', '7')),
    anonymous boolean not null,
    rated_at timestamptz not null);

-- Kept by the call that rates: the public figures never count the ratings.
create table figure (
    department_code text primary key,
    department_name text not null,
    ratings bigint not null,
    satisfaction_sum bigint not null,
    good bigint not null,
    bad bigint not null);
