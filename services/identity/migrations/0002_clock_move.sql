-- A key belongs to its caller and to what was asked with it.
alter table clock_move add caller text not null default '', add asked text not null default '';
alter table clock_move drop constraint clock_move_pkey, add primary key (caller, key);
