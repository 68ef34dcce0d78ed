-- Why the green channel was asked for may tell of a person, so it is sealed; a loop moves what the older column holds, also what an older replica still writes.
alter table case_file add column green_reason_sealed text;
create index case_file_green_unsealed on case_file (id) where green_reason is not null;
-- Where it was declined the timeline alone has kept it.
update timeline t
set note = null
from case_file f
where f.green_answered_by is not null
  and t.region = f.region
  and t.case_id = f.id
  and t.action = 'green-request';
