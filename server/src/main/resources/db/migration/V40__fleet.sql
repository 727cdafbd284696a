-- The fleet: where docks stand, what is in their slots, who was given which camera, and what cameras say of themselves.
-- Only org.vidimus.server.fleet writes these.
create table site (
    id uuid primary key,
    name text not null unique
);

create table dock (
    id uuid primary key,
    -- as the dock's agent calls itself
    name text not null unique,
    site uuid references site,
    unit uuid references unit,
    -- the agent's version, and when it was last heard
    agent text,
    seen_at timestamptz,
    retired_at timestamptz
);
create index dock_site on dock (site);
create index dock_unit on dock (unit);

-- A place for one camera, and what its dock last said is in it.
create table dock_slot (
    dock uuid not null references dock,
    slot text not null,
    camera uuid references camera,
    -- null: empty
    phase text check (phase in ('FOUND', 'OFFLOADING', 'WAITING', 'ERASING', 'DONE', 'LEFT', 'UNKNOWN')),
    total_bytes bigint not null default 0 check (total_bytes >= 0),
    done_bytes bigint not null default 0 check (done_bytes >= 0),
    files_left int not null default 0 check (files_left >= 0),
    battery_percent int check (battery_percent between 0 and 100),
    charging boolean,
    -- a code, in words by the desk
    problem text,
    since timestamptz not null,
    seen_at timestamptz not null,
    primary key (dock, slot)
);
create index dock_slot_camera on dock_slot (camera) where camera is not null;

-- The register. In a dock or handed out is not written down twice: dock_slot and hand_out say so.
alter table camera add column standing text not null default 'IN_SERVICE'
    check (standing in ('IN_SERVICE', 'MISSING', 'IN_REPAIR', 'RETIRED'));
update camera set standing = 'RETIRED' where not active;
alter table camera drop column active;
alter table camera add column firmware text;
alter table camera add column asset text unique;
alter table camera add column bought_on date;
alter table camera add column warranty_until date;
alter table camera add column note text;

-- Who had which camera, and when. One that ended stays: whose a recording is depends on it.
create table hand_out (
    id uuid primary key,
    camera uuid not null references camera,
    person uuid not null references person,
    mode text not null check (mode in ('SINGLE_ISSUE', 'PERMANENT_ISSUE')),
    from_at timestamptz not null,
    until_at timestamptz check (until_at >= from_at),
    -- who gave it, who took it back; null for a kiosk and a dock
    given_by uuid references person,
    taken_by uuid references person,
    at_dock uuid references dock,
    battery_percent int check (battery_percent between 0 and 100)
);
create unique index hand_out_camera_open on hand_out (camera) where until_at is null;
create index hand_out_person_open on hand_out (person) where until_at is null;
create index hand_out_camera on hand_out (camera, from_at desc);
create index hand_out_person on hand_out (person, from_at desc);

-- What cameras wrote into their own logs, in true time: the camera's clock less its offset.
create table camera_reading (
    camera uuid not null references camera,
    at timestamptz not null,
    battery_percent real check (battery_percent between 0 and 100),
    battery_health_percent real check (battery_health_percent between 0 and 100),
    charge_cycles int check (charge_cycles >= 0),
    temperature_c real check (temperature_c between -100 and 200),
    free_bytes bigint check (free_bytes >= 0),
    total_bytes bigint check (total_bytes >= 0),
    charging boolean,
    clock_offset_ms bigint,
    primary key (camera, at)
);
create table camera_stage (
    camera uuid not null references camera,
    at timestamptz not null,
    stage text not null check (stage in ('OFF', 'DOCKED', 'PRESENT', 'DISPLAY', 'RECORDING')),
    pre_record boolean not null default false,
    primary key (camera, at)
);
create table camera_fault (
    camera uuid not null references camera,
    at timestamptz not null,
    code text not null,
    text text,
    -- who noticed: the camera's log, its dock, a wearer
    source text not null check (source in ('CAMERA', 'DOCK', 'PERSON')),
    primary key (camera, at, code)
);
create index camera_fault_latest on camera_fault (at desc);
