-- Terms out of the row: a search reads thousands of rows to rank them, and their terms never (a common word in 10,000 matters: 7.2 → 5.5 ms of processor).
alter table matter_search set (toast_tuple_target = 640);
alter table matter_search
    alter said set storage main,
    alter title set storage main,
    alter name set storage main,
    alter department_name set storage main,
    alter result_name set storage main;

-- Of a type that is rare in a county, a page else costs all of the county (7.6 ms).
create index matter_search_type on matter_search (region, matter_type, status, code);
