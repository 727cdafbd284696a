-- Which evidence a camera's recording belongs to, fixed when its first part is announced.
create table recording_reservation (
    camera text not null,
    recording text not null,
    evidence_id uuid not null unique,
    primary key (camera, recording)
);

-- One announced file, from its first byte to the erasure on the camera.
create table upload (
    id uuid primary key,
    state text not null check (state in ('RECEIVING', 'SEALED', 'SECURED', 'DUPLICATE', 'REFUSED', 'EXPIRED')),
    -- empty when the bytes went: a duplicate's, an expired one's
    object_id uuid,
    evidence_id uuid not null,
    original_n int,
    length_bytes bigint not null check (length_bytes >= 0),
    -- what had arrived when it ended; while it is received, the vault knows
    received_bytes bigint,

    name text not null,
    file_type text,
    camera text,
    camera_id uuid,
    recording text,
    part int not null check (part >= 1),
    sidecar_of text,
    start_at timestamptz,
    end_at timestamptz,
    clock_offset_ms bigint,
    declared_sha256 bytea check (octet_length(declared_sha256) = 32),
    flags text[] not null default '{}',

    made_by uuid not null,
    wearer uuid,
    unit uuid,

    sha256 bytea check (octet_length(sha256) = 32),
    problem text,
    problem_detail text,

    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    secured_at timestamptz,
    erased_at timestamptz,
    erased_told_at timestamptz
);
create index upload_camera on upload (camera, recording, part, created_at desc) where camera is not null;
create index upload_sha256 on upload (declared_sha256) where declared_sha256 is not null;
create index upload_created on upload (created_at desc, id);
create index upload_expiring on upload (expires_at) where state = 'RECEIVING';
create index upload_quarantine on upload (created_at desc) where state in ('REFUSED', 'EXPIRED');
create index upload_original on upload (evidence_id, original_n) where original_n is not null;
create index upload_object on upload (object_id) where object_id is not null;
