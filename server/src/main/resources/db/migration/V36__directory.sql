-- What a directory (SCIM) keeps of people and groups, and what the house makes of its groups.
alter table person add given_name text;
alter table person add family_name text;
alter table person add external_id text;
-- A directory deleted the person: for it there is nobody of that id any more, for the house somebody who has left.
alter table person add gone_from_directory boolean not null default false;
create index person_external_id on person (external_id);

create table directory_group (
    id uuid primary key,
    name text not null,
    external_id text,
    made_at timestamptz not null,
    changed_at timestamptz not null
);
create unique index directory_group_name on directory_group (lower(name));

create table directory_member (
    directory_group uuid not null references directory_group on delete cascade,
    person uuid not null references person,
    primary key (directory_group, person)
);
create index directory_member_person on directory_member (person);

-- What it means to be in a group of that name: a unit to belong to, or a role to hold.
create table directory_meaning (
    id uuid primary key,
    group_name text not null,
    unit uuid references unit,
    role text,
    role_unit uuid references unit,
    place int not null,
    check ((unit is null) <> (role is null)),
    check (role_unit is null or role is not null)
);

-- Duties that a group brings end with it; duties given by hand do not.
alter table duty add by_group text;
