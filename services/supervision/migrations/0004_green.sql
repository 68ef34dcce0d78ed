-- 绿色通道: shown with the case and its own last day, and counted by department.
alter table watched_case
    add column green boolean not null default false,
    add column green_due date;
alter table figure add column green_cases bigint not null default 0;
create index watched_case_green on watched_case (department_code, green_due) where green and stage <> 'closed';
