-- The state of what a county has published, out of an index alone: 10,000 rows of two kilobytes each need not be read for it.
drop index matter_changed;
create index matter_open on matter (region, code) include (version, revision, updated_at) where status = 'published';
