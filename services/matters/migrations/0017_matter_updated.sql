-- What was changed lately: search rows are held to it every minute.
create index matter_updated on matter (updated_at);
