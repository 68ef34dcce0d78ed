-- What a transition writes, at its smallest.
create table thing (id uuid primary key, status text not null, at timestamptz not null);
