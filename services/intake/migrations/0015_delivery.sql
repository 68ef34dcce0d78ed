-- 统一出件: where the applicant wants the result, a place of the county or a sealed address; how it travels; and where it lies.
alter table case_file
    add column delivery_hall jsonb,
    add column postal_sealed text,
    add column carrier text,
    add column tracking_number text,
    -- The desk that holds the result once it has been taken in; null is the county hall.
    add column result_desk jsonb;
-- The result goes from desk to desk by the same hand-over: an item without a material.
alter table paper_item drop constraint paper_item_pkey;
alter table paper_item alter column material_code drop not null;
alter table paper_item add constraint paper_item_once unique nulls not distinct (transfer_id, case_id, material_code);
