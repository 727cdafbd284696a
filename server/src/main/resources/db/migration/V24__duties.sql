-- Who does what, where and until when; roles of the house's own making; units within units.
alter table unit add parent uuid references unit check (parent <> id);
create index unit_parent on unit (parent);

create table own_role (
    code text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
    name text not null,
    made_at timestamptz not null
);

create table own_role_right (
    role text not null references own_role on delete cascade,
    action text not null,
    reach text not null check (reach in ('OWN', 'GRANTED', 'UNIT', 'UNIT_AND_BELOW', 'ALL')),
    up_to text not null check (up_to in ('OPEN', 'RESTRICTED', 'CONFIDENTIAL')),
    primary key (role, action, reach)
);

-- A duty that ended stays: who could see what, and when, must be answerable later.
create table duty (
    id uuid primary key,
    person uuid not null references person,
    role text not null,
    unit uuid references unit,
    from_at timestamptz not null,
    until_at timestamptz check (until_at >= from_at)
);
create index duty_person on duty (person);
create index duty_role on duty (role);

insert into duty (id, person, role, from_at)
    select gen_random_uuid(), id, role, made_at from person;
alter table person drop column role;

-- Where somebody belonged, and when.
create table membership (
    person uuid not null references person,
    unit uuid not null references unit,
    from_at timestamptz not null,
    until_at timestamptz check (until_at >= from_at),
    primary key (person, from_at)
);
insert into membership (person, unit, from_at) select id, unit, made_at from person where unit is not null;

-- A personal token does what its owner may do now, and so has no role of its own.
alter table access_token add dock boolean not null default false;
update access_token set dock = true where role = 'DOCK';
alter table access_token drop column role;
alter table access_token alter column dock drop default;
alter table access_token add check (dock or person is not null);
