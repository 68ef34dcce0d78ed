-- Heads and leaders who follow a case, or a project: an investment project by its code (投资项目编号), a package by its id.
create table follower (
    case_id uuid not null references case_file (id) on delete cascade,
    account_id uuid not null,
    since timestamptz not null,
    primary key (case_id, account_id));
create index follower_account on follower (account_id, case_id desc);
create table project_follower (
    project text not null,
    account_id uuid not null,
    since timestamptz not null,
    primary key (project, account_id));
create index project_follower_account on project_follower (account_id, project);
alter table case_file add column project_code text;
