-- Disclosure bundles. A bundle is fixed once and for all when it is exported: its description is signed, and every small file in it is
-- kept here byte for byte. Originals are read from the vault each time it is written. What is kept here includes custody entries, so it
-- goes after a while (keep_until); that the bundle was made, by whom and of what, stays.

create table bundle (
    id uuid primary key,
    made_at timestamptz not null,
    made_by uuid not null,
    -- Of the whole zip; null until it is put together, in the transaction that makes it.
    length_bytes bigint check (length_bytes > 0),
    keep_until timestamptz not null,
    -- When the contents went.
    emptied_at timestamptz
);
create index bundle_due on bundle (keep_until) where emptied_at is null;

create table bundle_evidence (
    bundle uuid not null references bundle,
    evidence uuid not null,
    primary key (bundle, evidence)
);
create index bundle_evidence_evidence on bundle_evidence (evidence);

-- Every file but the originals.
create table bundle_file (
    bundle uuid not null references bundle,
    path text not null,
    length_bytes bigint not null check (length_bytes >= 0),
    sha256 bytea not null check (octet_length(sha256) = 32),
    crc32 bigint not null check (crc32 between 0 and 4294967295),
    primary key (bundle, path)
);

-- Their bytes, in pieces of at most 1 MiB, so that no file needs to be in memory.
create table bundle_piece (
    bundle uuid not null,
    path text not null,
    n int not null check (n >= 0),
    bytes bytea not null,
    primary key (bundle, path, n),
    foreign key (bundle, path) references bundle_file on delete cascade deferrable initially deferred
);
alter table bundle_piece alter column bytes set storage external;
