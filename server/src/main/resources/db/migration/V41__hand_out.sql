-- The register's own history, hand-outs, and the kiosk in the dock room.

-- What was done to a camera's entry in the register.
create table camera_change (
    id uuid primary key,
    camera uuid not null references camera,
    at timestamptz not null,
    what text not null check (what in ('REGISTERED', 'CHANGED', 'FIRMWARE')),
    -- null for the house itself and for what came before this table
    by_person uuid references person,
    -- [{"field":…,"from":…,"to":…}]
    changes jsonb not null default '[]'
);
create index camera_change_newest on camera_change (camera, at desc, id desc);
insert into camera_change (id, camera, at, what)
    select gen_random_uuid(), id, registered_at, 'REGISTERED' from camera;
create index camera_standing on camera (standing, unit);

-- What was on a camera when its dock last looked.
create index camera_part_here on camera_part (seen_report) where seen_report is not null;

-- Why one was given although something spoke against it, and why it was taken back by hand.
alter table hand_out add column exception text;
alter table hand_out add column end_reason text;

-- Footage of a camera that nobody was given, until somebody says whose it is.
create index evidence_unassigned_latest on evidence (sorted_at desc, id desc) where wearer is null and camera is not null;

-- Who somebody is at the kiosk. Numbers of badges are kept under a keyed hash; the key is not in the database.
create table badge (
    id uuid primary key,
    person uuid not null references person,
    hash bytea not null unique check (octet_length(hash) = 32),
    made_at timestamptz not null
);
create index badge_person on badge (person);

create table kiosk_pin (
    person uuid primary key references person,
    encoded text not null,
    -- one that was handed over, until its owner has chosen another
    expires_at timestamptz,
    failures int not null default 0
);

create table kiosk (
    id uuid primary key,
    name text not null,
    unit uuid references unit,
    -- only cameras of this place are offered; null: of all
    site uuid references site,
    made_at timestamptz not null,
    made_by uuid,
    -- by which a device becomes this kiosk, once
    code_hash bytea unique check (octet_length(code_hash) = 32),
    code_expires_at timestamptz,
    token_hash bytea unique check (octet_length(token_hash) = 32),
    paired_at timestamptz,
    seen_at timestamptz,
    revoked_at timestamptz
);
