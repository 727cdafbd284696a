-- Cameras, what docks report about them, and what is missing by their own numbering.
create table camera (
    id uuid primary key,
    serial text not null unique,
    maker text,
    model text,
    unit uuid,
    wearer uuid,
    active boolean not null default true,
    -- the camera's own count when it came into service: everything from here on must turn up
    counter_from bigint,
    -- the highest number ever seen, unrolled where the camera's numbering wraps
    counter_high bigint,
    last_report uuid,
    registered_at timestamptz not null default now()
);
create index camera_unit on camera (unit);
create index camera_wearer on camera (wearer);

create table camera_report (
    id uuid primary key,
    camera uuid not null references camera,
    received_at timestamptz not null default now(),
    -- by the clock of the dock
    reported_at timestamptz,
    dock text,
    body jsonb not null
);
create index camera_report_newest on camera_report (camera, received_at desc);

alter table camera add foreign key (last_report) references camera_report;

-- Each part that a camera ever showed or claimed to have. One row a part, for good: it is what a later gap is measured against.
create table camera_part (
    camera uuid not null references camera,
    recording text not null,
    part integer not null check (part >= 1),
    number bigint,
    started timestamptz,
    first_report uuid not null references camera_report,
    -- the newest report in which the part was on the camera; null if it was only ever named
    seen_report uuid references camera_report,
    primary key (camera, recording, part)
);
create index camera_part_number on camera_part (camera, number);

-- What should exist, is not on the camera and never arrived. Closed, not deleted, when it turns up.
create table camera_missing (
    id uuid primary key,
    camera uuid not null references camera,
    -- a stretch of numbers, or one part of a recording
    number bigint,
    number_to bigint,
    recording text,
    part integer,
    reason text not null check (reason in ('NUMBER_NEVER_SEEN', 'PART_NEVER_SEEN', 'GONE_BEFORE_ARRIVAL')),
    since timestamptz not null default now(),
    found_at timestamptz,
    unique nulls not distinct (camera, number, number_to, recording, part)
);
create index camera_missing_open on camera_missing (camera) where found_at is null;
