-- 六减一增: what is counted of a matter, so that a department's sums need not open every content. Limits are in working days: eight hours are one, seven natural days are five.
alter table matter
    add column steps integer not null generated always as (
        case when jsonb_typeof(content -> 'elements' -> 'flow') = 'array' then jsonb_array_length(content -> 'elements' -> 'flow') else 0 end) stored,
    add column fee_items integer not null generated always as (
        case when jsonb_typeof(content -> 'elements' -> 'fees') = 'array' then jsonb_array_length(content -> 'elements' -> 'fees') else 0 end) stored,
    add column visits integer generated always as ((content -> 'elements' ->> 'visits')::integer) stored,
    add column promised_workdays numeric(6, 2) generated always as (
        (content ->> 'promisedDays')::integer * case content ->> 'promisedUnit' when '3' then 0.125 when '2' then 5.0 / 7 else 1 end) stored,
    add column statutory_workdays numeric(6, 2) generated always as (
        (content ->> 'statutoryDays')::integer * case content ->> 'statutoryUnit' when '3' then 0.125 when '2' then 5.0 / 7 else 1 end) stored,
    add column by_web boolean not null generated always as (coalesce((content -> 'elements' ->> 'online')::boolean, false)) stored,
    add column by_courier boolean not null generated always as (
        coalesce((content -> 'elements' ->> 'express')::boolean, false) or coalesce(content -> 'elements' -> 'handlingForms' ? '4', false)) stored,
    add column by_terminal boolean not null generated always as (coalesce((content -> 'elements' ->> 'selfService')::boolean, false)) stored,
    add column by_appointment boolean not null generated always as (coalesce((content -> 'elements' ->> 'appointment')::boolean, false)) stored,
    add column by_mobile boolean not null generated always as (
        content -> 'elements' ->> 'mobileAddress' is not null or coalesce(content -> 'elements' -> 'handlingForms' ? '3', false)) stored,
    add column at_hall boolean not null generated always as (coalesce((content -> 'elements' ->> 'inHall')::boolean, false)) stored;

alter table material
    add column certificate boolean not null generated always as (coalesce((detail ->> 'certificate')::boolean, false)) stored;

-- The departments of a county in their order: 7,000 matters of 20 departments are summed in 0.2 s, over matter_department in 0.5 s.
create index matter_figures on matter (region, department_code, code) where status = 'published';
