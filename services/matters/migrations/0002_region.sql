-- The county that a matter is of, from its department's credit code: first in the keys of what grows with counties.
alter table matter add column region text generated always as (substr(department_code, 3, 6)) stored;

create index matter_region on matter (region, status, code);
