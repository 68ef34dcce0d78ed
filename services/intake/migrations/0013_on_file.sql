-- The e-licence that stands for a material, as the store told it on the day it was taken; its id is the reference.
alter table case_material add column licence jsonb;
