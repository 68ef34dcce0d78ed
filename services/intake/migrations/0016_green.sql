-- 绿色通道: asked for by one with a reason, opened by another; its own day is not after the promised one.
alter table case_file
    add column green_reason text,
    add column green_days int,
    add column green_requested_by uuid,
    add column green_requested_at timestamptz,
    add column green_answered_by uuid,
    add column green_since timestamptz,
    add column green_due date;
create index case_file_green on case_file (green_since, id)
    where green_since is not null and status not in ('closed', 'refused', 'withdrawn', 'lapsed', 'ended', 'revoked');
create index case_file_green_requested on case_file (green_requested_at, id)
    where green_since is null and green_requested_at is not null and status not in ('closed', 'refused', 'withdrawn', 'lapsed', 'ended', 'revoked');
