-- Version of the case with which its materials were told; 0 from the acceptance.
alter table approval add column materials_version int not null default 0;
