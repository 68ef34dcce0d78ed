-- 就近办理: where it was received; null is the county hall. The owner stays the matter's department.
alter table case_file add column received_desk jsonb;
