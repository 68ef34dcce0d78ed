alter table approval drop constraint approval_status_check;
alter table approval add constraint approval_status_check check (status in ('open', 'claimed', 'sent-back', 'granted', 'denied', 'handed-over', 'ended'));
-- Of the checks without a name the one that ties the outcome to the status.
alter table approval drop constraint approval_check;
alter table approval add constraint approval_outcome check ((status in ('open', 'claimed', 'sent-back', 'ended')) = (outcome is null));
alter table approval add column sent_back_reason text, add column ended_reason text,
    -- 容缺: until the materials that come later are there, nothing is decided.
    add column deferral_due date;
drop index approval_worklist;
drop index approval_mine;
create index approval_worklist on approval (region, department_code, promised_due, case_id) where status not in ('handed-over', 'ended');
create index approval_mine on approval (region, claimed_by, promised_due, case_id) where status not in ('handed-over', 'ended');
