-- Profiles: a jurisdiction's rules as data, and which of them was in force when. Only org.vidimus.server.access.profile writes these.
create table profile (
    code text not null,
    version int not null check (version > 0),
    text text not null,
    signature text,
    added_at timestamptz not null,
    primary key (code, version)
);

create table profile_adoption (
    n bigint generated always as identity primary key,
    code text not null,
    version int not null,
    at timestamptz not null,
    by_person uuid references person,
    foreign key (code, version) references profile
);
