-- Who people are in the organisation: number, rank, superiors over time; and that somebody who left may come back.
alter table person add staff_number text;
alter table person add rank text;
alter table person add email text;
alter table person add changed_at timestamptz not null default now();
update person set changed_at = made_at;
create unique index person_staff_number on person (lower(staff_number));

-- A relation that ended stays: who appraised whom, and when, decides who could not see what.
create table relation (
    id uuid primary key,
    person uuid not null references person,
    superior uuid not null references person check (superior <> person),
    kind text not null check (kind in ('LINE_MANAGER', 'APPRAISER')),
    from_at timestamptz not null,
    until_at timestamptz check (until_at >= from_at)
);
create unique index relation_now on relation (person, kind, superior) where until_at is null;
create unique index relation_one_manager on relation (person) where kind = 'LINE_MANAGER' and until_at is null;
create index relation_superior on relation (superior, kind) where until_at is null;

-- Somebody may move, leave and come back within one moment of the clock.
alter table membership drop constraint membership_pkey;
create index membership_person on membership (person, from_at);
create unique index membership_now on membership (person) where until_at is null;
