-- 主题、人生事件、民生领域: by what people find matters without knowing their names.
create table theme (
    region text not null,
    code text not null,
    kind text not null check (kind in ('theme', 'life-event', 'livelihood')),
    audience text not null check (audience in ('personal', 'corporate', 'both')),
    position integer not null,
    name text not null,
    -- What belongs to it: matters with one of these topics, of these departments, or with these basic codes.
    topics text[] not null,
    departments text[] not null,
    matters text[] not null,
    revision integer not null,
    updated_at timestamptz not null,
    primary key (region, code));

-- Columns of their own, since reading them out of content would unpack every element of every matter.
alter table matter
    add column user_topics jsonb generated always as (case jsonb_typeof(content -> 'elements' -> 'userTopics') when 'array' then content -> 'elements' -> 'userTopics' else '[]' end) stored,
    add column corp_topics jsonb generated always as (case jsonb_typeof(content -> 'elements' -> 'corpTopics') when 'array' then content -> 'elements' -> 'corpTopics' else '[]' end) stored;
