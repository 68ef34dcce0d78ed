-- A digest that ten thousand materials name is found by the first matter that does, without reading the others.
drop index material_blank_form;
drop index material_sample;
create index material_blank_form on material ((detail ->> 'blankFormFile'), matter_id) where detail ->> 'blankFormFile' is not null;
create index material_sample on material ((detail ->> 'sampleFile'), matter_id) where detail ->> 'sampleFile' is not null;
