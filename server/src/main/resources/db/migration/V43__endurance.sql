-- What readings add up to, so that nobody has to go through them again. All of it can be thrown away: it is made from
-- camera_reading and camera_stage. Only org.vidimus.server.fleet.endurance writes these.

-- What happened between two charges.
create table endurance_run (
    camera uuid not null references camera,
    from_at timestamptz not null,
    until_at timestamptz not null,
    -- the percent it showed when it went off by itself
    died_at real,
    -- seven numbers a piece: hours worn, display on, recording, pre-recording; percent before, after; degrees
    pieces real[] not null,
    primary key (camera, from_at)
);

-- How far a camera's readings have been gone through, and what lists say of it.
create table endurance_camera (
    camera uuid primary key references camera,
    read_until timestamptz,
    -- the newest stage that was there then: stages may come after the readings they belong to
    stages_until timestamptz,
    run_count int not null default 0,
    failing boolean not null default false,
    summary jsonb
);

-- What cameras of one model have in common; '' where a camera's maker or model is not known.
create table endurance_model (
    maker text not null,
    model text not null,
    fitted_at timestamptz not null,
    run_count int not null,
    fit jsonb not null,
    primary key (maker, model)
);
-- Whose batteries are listed.
create index endurance_camera_failing on endurance_camera (camera) where failing;
-- All cameras of one model.
create index camera_make on camera ((coalesce(maker, '')), (coalesce(model, '')));
