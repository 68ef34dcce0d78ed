-- 邮件退回: when the parcel with the result came back to the counter; until it is posted again.
alter table case_file add column parcel_returned_at timestamptz;
