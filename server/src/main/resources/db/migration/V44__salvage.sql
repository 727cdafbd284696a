-- What was made from an original: evidence of its own, with the original it comes from and how.
alter table evidence drop constraint evidence_kind_check;
alter table evidence add constraint evidence_kind_check check (kind in ('RECORDING', 'FILE', 'DERIVATIVE'));

create table derived_from (
    evidence uuid primary key references evidence,
    parent uuid not null references evidence,
    parent_n int not null,
    recipe text not null check (recipe in ('SALVAGE')),
    made_at timestamptz not null,
    foreign key (parent, parent_n) references original
);
create index derived_from_parent on derived_from (parent, parent_n);

-- A derivative shows what its parent shows, and is held as closely, whoever changes that.
create function derivative_follows() returns trigger language plpgsql as $$
begin
    update evidence set level = new.level
    where level <> new.level and id in (select evidence from derived_from where parent = new.id);
    return null;
end
$$;
create trigger derivative_follows after update of level on evidence
    for each row when (old.level is distinct from new.level) execute function derivative_follows();

-- One part that did not come off cleanly, until somebody closes it or the part arrives whole after all.
create table salvage_case (
    id uuid primary key,
    cause text not null check (cause in ('NOT_PLAYABLE', 'DAMAGED', 'CARD_IMAGE', 'UPLOAD_REFUSED', 'UPLOAD_EXPIRED', 'MEDIUM')),
    opened_at timestamptz not null,
    camera text,
    camera_id uuid,
    unit uuid,
    wearer uuid,
    recording text,
    part int,
    name text not null,
    evidence uuid references evidence,
    n int,
    upload uuid,
    -- What the medium, the dock or the examination said, in its own words.
    said text not null,
    seen int not null default 1,
    seen_at timestamptz not null,
    closed_at timestamptz,
    closed_by uuid,
    closed_how text check (closed_how in ('PERSON', 'ARRIVED')),
    closed_reason text,
    foreign key (evidence, n) references original
);
create unique index salvage_case_original on salvage_case (evidence, n) where closed_at is null and evidence is not null;
create unique index salvage_case_file on salvage_case (camera, name) where closed_at is null and evidence is null;
create index salvage_case_newest on salvage_case (opened_at desc, id);
create index salvage_case_open on salvage_case (opened_at desc, id) where closed_at is null;
create index salvage_case_evidence on salvage_case (evidence) where evidence is not null;

create table salvage_attempt (
    id uuid primary key,
    salvage_case uuid not null references salvage_case,
    number int not null,
    -- Empty for one that began by itself.
    asked_by uuid,
    asked_at timestamptz not null,
    reference uuid,
    reference_n int,
    reference_sha256 bytea,
    state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'NOTHING', 'FAILED')),
    progress real not null default 0,
    step text,
    -- How often it began; it is given up after a few, and says so.
    begun int not null default 0,
    next_try_at timestamptz,
    ended_at timestamptz,
    said text,
    program text not null,
    unique (salvage_case, number)
);
create unique index salvage_attempt_one on salvage_attempt (salvage_case) where state in ('WAITING', 'RUNNING');

-- What an attempt made: one derivative for each recording it found.
create table salvage_result (
    attempt uuid not null references salvage_attempt,
    number int not null,
    evidence uuid not null unique references evidence,
    report jsonb not null,
    primary key (attempt, number)
);

-- Objects that are being written: what a crash left of them is removed before the attempt begins again.
create table salvage_draft (
    object uuid primary key,
    attempt uuid not null
);
create index salvage_draft_attempt on salvage_draft (attempt);
