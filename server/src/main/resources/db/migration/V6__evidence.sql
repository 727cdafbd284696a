-- Evidence: what there is, with its originals. `evidence` holds what lists show and filter by, summed up from `original`
-- inside the transaction of every change; `original` is what was received and what examining it found.

create table category (
    id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name_en text not null,
    name_de text not null,
    sequence int not null
);
insert into category (id, name_en, name_de, sequence) values
    ('uncategorised', 'Not yet categorised', 'Noch nicht eingeordnet', 0),
    ('assault-on-staff', 'Assault on staff', 'Angriff auf Einsatzkräfte', 10),
    ('arrest', 'Arrest or detention', 'Festnahme oder Gewahrsam', 20),
    ('use-of-force', 'Use of force', 'Unmittelbarer Zwang', 30),
    ('public-order', 'Public order', 'Öffentliche Ordnung', 40),
    ('traffic', 'Traffic', 'Verkehr', 50),
    ('domestic', 'Domestic incident', 'Häusliche Gewalt', 60),
    ('search', 'Search', 'Durchsuchung', 70),
    ('complaint', 'Complaint', 'Beschwerde', 80),
    ('regulatory', 'Regulatory offence', 'Ordnungswidrigkeit', 90),
    ('test', 'Test or training', 'Test oder Übung', 100),
    ('no-incident', 'No incident', 'Ohne Ereignis', 110);

create table evidence (
    id uuid primary key,
    kind text not null check (kind in ('RECORDING', 'FILE')),
    title text not null,
    category text references category,
    wearer uuid,
    unit uuid,
    camera text,
    recording text,
    place text,
    -- True time: what the camera said, less the offset of its clock as the dock measured it.
    recorded_start timestamptz,
    recorded_end timestamptz,
    camera_start timestamptz,
    clock_offset_ms bigint,
    received_at timestamptz not null,
    -- Where lists put it: the start of the recording where that is believable, else the arrival.
    sorted_at timestamptz not null,
    ends_at timestamptz not null,
    duration_ms bigint check (duration_ms >= 0),
    latitude double precision,
    longitude double precision,
    has_track boolean not null default false,
    parts int not null default 0,
    missing_parts int[] not null default '{}',
    length_bytes bigint not null default 0,
    state text not null check (state in ('SEALED', 'SECURED', 'EXAMINING', 'PLAYABLE', 'NOT_PLAYABLE')),
    poster int,
    words tsvector not null default ''
);
create unique index evidence_recording on evidence (camera, recording) where recording is not null;
-- One order, by every way in: the house, a unit, a wearer, a camera, a category, a rare state, a rare kind.
create index evidence_latest on evidence (sorted_at desc, id desc);
create index evidence_unit_latest on evidence (unit, sorted_at desc, id desc);
create index evidence_wearer_latest on evidence (wearer, sorted_at desc, id desc);
create index evidence_camera_latest on evidence (camera, sorted_at desc, id desc);
create index evidence_category_latest on evidence (category, sorted_at desc, id desc);
create index evidence_state_latest on evidence (state, sorted_at desc, id desc) where state <> 'PLAYABLE';
create index evidence_file_latest on evidence (sorted_at desc, id desc) where kind = 'FILE';
create index evidence_received on evidence (received_at desc, id desc);
create index evidence_unit_received on evidence (unit, received_at desc, id desc);
create index evidence_wearer_received on evidence (wearer, received_at desc, id desc);
create index evidence_words on evidence using gin (words);

-- Where an original was, thinned out, for place search: in metres of the spherical Mercator projection, with its bounding box.
create table evidence_trail (
    evidence uuid not null references evidence,
    n int not null,
    area box not null,
    trail path not null,
    primary key (evidence, n)
);
create index evidence_trail_area on evidence_trail using gist (area);

create table original (
    evidence uuid not null references evidence,
    n int not null check (n >= 1),
    object uuid not null unique,
    name text not null,
    sha256 bytea not null check (length(sha256) = 32),
    length_bytes bigint not null check (length_bytes >= 0),
    -- From 1; null for a sidecar, which belongs to another original of the same evidence.
    part int check (part >= 1),
    sidecar_of text,
    camera_start timestamptz,
    camera_end timestamptz,
    clock_offset_ms bigint,
    recorded_start timestamptz,
    recorded_end timestamptz,
    received_at timestamptz not null,
    secured_at timestamptz,
    -- What examining found; all null before.
    playback text not null default 'UNEXAMINED'
        check (playback in ('UNEXAMINED', 'EXAMINING', 'PREPARING', 'READY', 'NONE')),
    media_type text,
    duration_ms bigint check (duration_ms >= 0),
    latitude double precision,
    longitude double precision,
    has_track boolean not null default false,
    has_poster boolean not null default false,
    primary key (evidence, n)
);
create unique index original_part on original (evidence, part) where part is not null;
create index original_digest on original (sha256);
create index original_name on original using hash (name);
