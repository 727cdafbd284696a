-- The door for systems of body-worn cameras (Axis body worn integration API, which is OpenStack Swift's). Only
-- org.vidimus.server.ingest.bodyworn writes these, except for evidence_mark.
create table integration_door (
    id uuid primary key,
    name text not null,
    unit uuid references unit,
    -- whether cameras that it names are registered by that
    auto_register boolean not null,
    language text not null check (language in ('en', 'de')),
    -- addresses and networks that it may be used from; empty: any
    addresses text[] not null default '{}',
    -- SHA-256 of the key in the connection file; null until the file was made
    key_hash bytea check (octet_length(key_hash) = 32),
    key_made_at timestamptz,
    -- what clips are encrypted to before they leave the camera: PEM, and the name it is known by
    public_key text,
    public_key_id text,
    made_at timestamptz not null,
    revoked_at timestamptz,
    seen_at timestamptz,
    seen_from text,
    check ((public_key is null) = (public_key_id is null))
);
create unique index integration_door_name on integration_door (lower(name)) where revoked_at is null;

create table integration_token (
    hash bytea primary key check (octet_length(hash) = 32),
    door uuid not null references integration_door,
    expires_at timestamptz not null
);
create index integration_token_door on integration_token (door);
create index integration_token_expiry on integration_token (expires_at);

create table integration_container (
    id uuid primary key,
    door uuid not null references integration_door,
    -- ordered by bytes, as Swift lists
    name text collate "C" not null,
    kind text not null check (kind in ('SYSTEM', 'USERS', 'DEVICES', 'RECORDING', 'REJECTED', 'SEGMENTS', 'OTHER')),
    meta jsonb not null default '{}',
    -- of a recording only
    serial text,
    user_key text,
    wearer uuid references person,
    evidence uuid,
    status text check (status in ('TRANSFERRING', 'COMPLETE')),
    completed_at timestamptz,
    made_at timestamptz not null,
    changed_at timestamptz not null,
    unique (door, name)
);
create index integration_container_latest on integration_container (door, changed_at desc, id) where kind in ('RECORDING', 'REJECTED', 'OTHER');
create index integration_container_open on integration_container (door) where status = 'TRANSFERRING';
create index integration_container_done on integration_container (door, completed_at) where completed_at is not null;
create index integration_container_evidence on integration_container (evidence) where evidence is not null;

-- Every version of every object; names are not overwritten, they get another version.
create table integration_object (
    id uuid primary key,
    container uuid not null references integration_container,
    name text collate "C" not null,
    version int not null check (version >= 1),
    current boolean not null,
    kind text not null check (kind in ('CLIP', 'KEY', 'TRACK', 'BOOKMARK', 'OTHER')),
    -- STORED: content is here. SEALED, DUPLICATE, QUARANTINED: as the upload ended. HELD: a segment that waits for its manifest.
    -- JOINED: a segment whose bytes are in a sealed file now
    state text not null check (state in ('STORED', 'SEALED', 'DUPLICATE', 'QUARANTINED', 'HELD', 'JOINED')),
    etag text not null,
    length_bytes bigint not null check (length_bytes >= 0),
    content_type text not null,
    meta jsonb not null default '{}',
    content bytea check (octet_length(content) <= 1048576),
    -- bytes in the vault
    object uuid,
    upload uuid references upload,
    evidence uuid,
    original int,
    part int check (part >= 1),
    problem text,
    problem_detail text,
    made_at timestamptz not null,
    unique (container, name, version)
);
create unique index integration_object_current on integration_object (container, name) where current;
create index integration_object_quarantined on integration_object (container) where state = 'QUARANTINED';
create index integration_object_original on integration_object (evidence, original) where original is not null;

-- Bytes on their way into the vault. What a crash leaves of them is removed.
create table integration_draft (
    object uuid primary key,
    door uuid not null references integration_door,
    since timestamptz not null
);
create index integration_draft_since on integration_draft (since);

-- What a system was told no to, so that somebody can see it who does not read its log.
create table integration_refusal (
    id bigint generated always as identity primary key,
    door uuid not null references integration_door,
    at timestamptz not null,
    what text not null,
    code text not null,
    detail text not null
);
create index integration_refusal_latest on integration_refusal (door, id desc);

-- Moments of a recording that somebody marked, and what they said of them. org.vidimus.server.evidence writes it.
create table evidence_mark (
    evidence uuid not null references evidence,
    -- where it came from: the name of the thing that said it, unique within the evidence
    source text not null,
    at timestamptz,
    until timestamptz,
    text text not null default '',
    -- ours, where it is one of ours
    category text references category,
    category_name text,
    tags text[] not null default '{}',
    noted_at timestamptz not null,
    primary key (evidence, source)
);
