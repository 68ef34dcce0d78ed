create table told (stream text not null, number int not null);
create table counted (stream text not null, number int not null);
create table thing (id uuid primary key, name text not null);
