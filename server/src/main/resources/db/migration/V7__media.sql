-- What looking into originals found, and the viewing aids made of them. The aids' bytes are sealed in the vault under the
-- evidence's own key, several in one object; the rows say which stretch is which.

create table examination (
    evidence uuid not null,
    n int not null,
    format text not null,
    kind text not null check (kind in ('VIDEO', 'AUDIO', 'IMAGE', 'DOCUMENT')),
    facts jsonb,
    playback text not null check (playback in ('PREPARING', 'READY', 'NONE')),
    -- What a player opens, and as what; null while there is nothing.
    plays text check (plays in ('ORIGINAL', 'PROXY', 'PICTURE')),
    plays_type text,
    progress real check (progress between 0 and 1),
    reason text,
    examined_at timestamptz not null,
    primary key (evidence, n),
    foreign key (evidence, n) references original
);

create table rendition (
    evidence uuid not null,
    n int not null,
    name text not null,
    object uuid not null,
    offset_bytes bigint not null check (offset_bytes >= 0),
    length_bytes bigint not null check (length_bytes >= 0),
    -- A proxy's index is written after its pictures and served before them.
    head_offset_bytes bigint not null default 0,
    head_length_bytes bigint not null default 0,
    media_type text not null,
    tag text not null,
    made_at timestamptz not null,
    primary key (evidence, n, name),
    foreign key (evidence, n) references examination
);

-- Objects that are being written: what a crash left of them is removed before the next try.
create table rendition_draft (
    object uuid primary key,
    evidence uuid not null,
    n int not null
);
create index rendition_draft_original on rendition_draft (evidence, n);
