-- Version of the case with which its way of delivery was told; 0 from the acceptance.
alter table approval add column delivery_version int not null default 0;
