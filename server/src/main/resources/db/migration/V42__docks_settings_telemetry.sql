-- Docks, settings and telemetry. Only org.vidimus.server.fleet.dock, .settings and .telemetry write these.

-- The serial that the dock reads there. The camera beside it is empty where nobody registered it, and where it has been put
-- into another slot since: a camera is in one place.
alter table dock_slot add column serial text;
create index dock_slot_serial on dock_slot (serial) where serial is not null;

-- What the camera's own clock said. A moment that comes again in its log is the same moment, whatever its clock was off by then.
alter table camera_reading add column camera_at timestamptz;
alter table camera_stage add column camera_at timestamptz;
alter table camera_fault add column camera_at timestamptz;
create unique index camera_reading_said on camera_reading (camera, camera_at);
create unique index camera_stage_said on camera_stage (camera, camera_at);
create unique index camera_fault_said on camera_fault (camera, camera_at, code);
create index camera_stage_pre_record on camera_stage (camera, at desc) where pre_record;

-- Settings by name, and who gets them.
create table camera_settings (
    id uuid primary key,
    name text not null unique,
    body jsonb not null,
    house_default boolean not null default false,
    changed_at timestamptz not null
);
create unique index camera_settings_default on camera_settings (house_default) where house_default;

create table camera_settings_for (
    settings uuid not null references camera_settings on delete cascade,
    unit uuid references unit,
    role text,
    check (num_nonnulls(unit, role) = 1)
);
create index camera_settings_for_settings on camera_settings_for (settings);
create unique index camera_settings_for_unit on camera_settings_for (unit) where unit is not null;
create unique index camera_settings_for_role on camera_settings_for (role) where role is not null;

-- What was read back from a camera, each time that it was something else than before.
create table camera_settings_read (
    camera uuid not null references camera,
    at timestamptz not null,
    body jsonb not null,
    primary key (camera, at)
);

-- When a dock last set the camera's clock, and what it had been off by before.
create table camera_clock (
    camera uuid primary key references camera,
    measured_at timestamptz,
    offset_ms bigint,
    set_at timestamptz
);

-- What a camera says of single recordings in its own list.
create table camera_pre_record (
    camera uuid not null references camera,
    recording text not null,
    seconds int not null check (seconds >= 0),
    primary key (camera, recording)
);

-- Evidence that breaks a rule of the profile by how it was recorded. It is held apart until somebody decides; the row stays.
-- Only org.vidimus.server.evidence writes these.
create table evidence_breach (
    evidence uuid primary key references evidence on delete cascade,
    rule text not null,
    profile text not null,
    basis_en text not null,
    basis_de text not null,
    -- what was found, as codes and figures for the desk's words
    found text not null check (found in ('STAGE', 'SETTINGS', 'INDEX')),
    seconds int check (seconds >= 0),
    most_seconds int not null check (most_seconds >= 0),
    since timestamptz not null,
    decided_at timestamptz,
    decided_by uuid references person,
    decision text
);
