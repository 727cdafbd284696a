-- What was made from evidence is held no less closely than it; whoever held it more closely still does when its parent is not any more.
create or replace function derivative_follows() returns trigger language plpgsql as $$
declare
    levels constant text[] := array['OPEN', 'RESTRICTED', 'CONFIDENTIAL'];
begin
    update evidence set level = new.level
    where array_position(levels, level) < array_position(levels, new.level)
        and id in (select evidence from derived_from where parent = new.id);
    return null;
end
$$;

-- How closely the closest of it was held when it was exported: whoever takes a bundle away later takes what is held more closely
-- since then. What we do not know of earlier ones counts as open.
alter table bundle add column level text not null default 'OPEN' check (level in ('OPEN', 'RESTRICTED', 'CONFIDENTIAL'));
alter table bundle alter column level drop default;
