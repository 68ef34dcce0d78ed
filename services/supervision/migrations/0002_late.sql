-- Closed cases that were late are few among the closed ones, which grow for ever.
create index watched_case_late on watched_case (due, id)
    where stage = 'closed' and outcome <> 'withdrawn' and coalesce(handed_over_on, decided_on, closed_on) > due;
create index watched_case_late_of on watched_case (department_code, due, id)
    where stage = 'closed' and outcome <> 'withdrawn' and coalesce(handed_over_on, decided_on, closed_on) > due;
