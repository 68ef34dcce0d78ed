-- By which rules the case was accepted: ordinary, deferred (容缺受理) or commitment (告知承诺).
alter table approval add column mode text not null default 'ordinary' check (mode in ('ordinary', 'deferred', 'commitment'));
