-- Who wrote a version and who published it, by account and kind; on what day it takes effect, and on what day the matter ends.
alter table matter
    add column author text,
    add column author_kind text,
    add column publisher text,
    add column publisher_kind text,
    add column effective_on date,
    add column retire_on date,
    drop constraint matter_status_check,
    add constraint matter_status_check check (status in ('draft', 'scheduled', 'published', 'suspended', 'retired')),
    add constraint matter_scheduled check (status <> 'scheduled' or effective_on is not null);

-- A version that waits for its day is the next one: no other is drafted beside it.
drop index matter_draft;
create unique index matter_draft on matter (code) where status in ('draft', 'scheduled');

-- What the loop asks for every few seconds.
create index matter_effective on matter (effective_on, code) where status = 'scheduled';
create index matter_retire on matter (retire_on, code) where retire_on is not null and status in ('published', 'suspended');
