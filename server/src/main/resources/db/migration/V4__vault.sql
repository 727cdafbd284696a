-- The vault's knowledge of what is stored. Bytes are on stable storage before the row that names them commits; what storage
-- holds beyond these rows was never acknowledged.

-- Data keys, wrapped by a master key that the database does not have. Without its row nothing under the key can be read again.
create table vault_key (
    id uuid primary key,
    master text not null,
    wrapped bytea not null,
    made_at timestamptz not null default now()
);

create table vault_object (
    id uuid primary key,
    key_id uuid not null references vault_key,
    length_bytes bigint not null default 0 check (length_bytes >= 0),
    stored_bytes bigint not null default 0 check (stored_bytes >= length_bytes),
    parts int not null default 0 check (parts >= 0),
    -- set when nothing is appended any more: what all its bytes hash to
    sha256 bytea check (octet_length(sha256) = 32),
    made_at timestamptz not null default now()
);
create index vault_object_open on vault_object (id) where sha256 is null;
create index vault_object_key on vault_object (key_id);

create table vault_part (
    object_id uuid not null references vault_object,
    n int not null check (n >= 1),
    offset_bytes bigint not null check (offset_bytes >= 0),
    length_bytes int not null check (length_bytes > 0),
    stored_offset bigint not null check (stored_offset >= 0),
    stored_bytes int not null check (stored_bytes > length_bytes),
    primary key (object_id, n)
);

-- Objects whose rows are gone and whose bytes still have to go. A crash in between is made good at the next start.
create table vault_removal (
    object_id uuid primary key,
    asked_at timestamptz not null default now()
);

-- One verification of everything stored. Goes on after a restart behind the last object it finished.
create table vault_scrub (
    id uuid primary key,
    state text not null check (state in ('RUNNING', 'DONE')),
    asked_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    behind uuid,
    objects bigint not null default 0,
    parts bigint not null default 0,
    bytes bigint not null default 0,
    findings int not null default 0
);
create unique index vault_scrub_one_running on vault_scrub (state) where state = 'RUNNING';
create index vault_scrub_latest on vault_scrub (started_at desc);

-- What was found broken, by whichever reader met it first.
create table vault_finding (
    id bigint generated always as identity primary key,
    found_at timestamptz not null,
    found_by text not null check (found_by in ('READ', 'READ_BACK', 'SCRUB')),
    scrub_id uuid references vault_scrub,
    code text not null,
    object_id uuid,
    part int not null,
    message text not null
);
create index vault_finding_object on vault_finding (object_id);
create index vault_finding_scrub on vault_finding (scrub_id);
