-- 绿色通道: the case's own last day, not after the promised one.
alter table approval add column green_due date;
