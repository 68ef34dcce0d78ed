-- Clerks side by side: who took it in, and who has it in hand until when.
alter table case_file
    add column received_by uuid,
    add column handled_by uuid,
    add column handled_until timestamptz,
    -- Keyed hash of the applicant's number, by which the counter finds a person's cases; a loop fills it for cases filed before.
    add column applicant_key text;
update case_file c
set received_by = t.actor
from timeline t
where t.region = c.region
  and t.case_id = c.id
  and t.action = 'receive'
  and c.status in ('received', 'supplement-requested', 'sent-back', 'handed-over', 'ready');

create index case_file_mine on case_file (coalesce(handled_by, received_by), updated_at, id)
    where status in ('submitted', 'pre-reviewed', 'returned', 'received', 'supplement-requested', 'sent-back', 'handed-over', 'ready')
      and coalesce(handled_by, received_by) is not null;
-- A matter's, or by the beginning of its code a department's: few of those that wait.
create index case_file_queue_matter on case_file (matter_code, status)
    where status in ('submitted', 'pre-reviewed', 'returned', 'received', 'supplement-requested', 'sent-back', 'handed-over', 'ready');
create index case_file_applicant on case_file (applicant_key, id desc) where applicant_key is not null;
create index case_file_unkeyed on case_file (id) where applicant_key is null;
-- The same applicant with the same matter again: what has ended without a result does not count.
create index case_file_alike on case_file (account_id, matter_code, created_at)
    where status not in ('draft', 'refused', 'lapsed', 'withdrawn', 'ended', 'revoked');
