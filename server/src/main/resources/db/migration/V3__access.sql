-- People, units, sessions and tokens. Only org.vidimus.server.access writes these tables.
create table unit (
    id uuid primary key,
    name text not null unique,
    made_at timestamptz not null
);

create table person (
    id uuid primary key,
    login text not null,
    name text not null,
    role text not null check (role in ('WEARER', 'SUPERVISOR', 'EVIDENCE_MANAGER', 'ADMINISTRATOR')),
    unit uuid references unit,
    password text,
    made_at timestamptz not null,
    left_at timestamptz
);
create unique index person_login on person (lower(login));
create index person_unit on person (unit);

-- The text of a token is shown once; what is kept is its SHA-256, enough because it is 256 random bits.
create table access_token (
    id uuid primary key,
    hash bytea not null unique check (octet_length(hash) = 32),
    name text not null,
    role text not null check (role in ('WEARER', 'SUPERVISOR', 'EVIDENCE_MANAGER', 'ADMINISTRATOR', 'DOCK')),
    person uuid references person,
    unit uuid references unit,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    check (role = 'DOCK' or person is not null)
);
create index access_token_person on access_token (person);

-- Failed sign-ins by a digest of login and address, so that unknown logins are delayed like known ones.
create table sign_in_failure (
    what bytea primary key,
    failures int not null,
    last_at timestamptz not null,
    open_at timestamptz not null
);

-- The digest of the one-time set-up link of a house without an administrator.
create table set_up_link (
    hash bytea primary key,
    made_at timestamptz not null
);

-- Spring Session's own schema.
create table spring_session (
    primary_id char(36) not null,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100),
    constraint spring_session_pk primary key (primary_id)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
    constraint spring_session_attributes_fk foreign key (session_primary_id) references spring_session (primary_id) on delete cascade
);
