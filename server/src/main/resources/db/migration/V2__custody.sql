-- The custody ledger. Only org.vidimus.server.custody reads or writes these tables.

-- One row an entry. Written inside the transaction of what it records; the sequencer fills leaf_index and leaf later, once.
-- payload and salt may be erased by law; commitment and leaf never are, and every proof goes on holding.
create table custody_entry (
    id uuid primary key,
    arrival bigint generated always as identity,
    at timestamptz not null,
    subjects text[] not null,
    payload bytea,
    salt bytea,
    commitment bytea not null check (octet_length(commitment) = 32),
    leaf_index bigint,
    leaf bytea,
    check ((leaf_index is null) = (leaf is null))
);
alter table custody_entry alter column payload set storage main;
create unique index custody_entry_index on custody_entry (leaf_index) where leaf_index is not null;
create index custody_entry_waiting on custody_entry (arrival) where leaf_index is null;

-- What was recorded a short while ago and need not be again: a player asks for hundreds of ranges of one viewing.
create table custody_recent (
    what bytea primary key,
    at timestamptz not null
);
create index custody_recent_at on custody_recent (at);

-- The tree. One row says how far it goes; the sequencer's transaction moves it together with leaves, chains and tiles.
create table ledger_head (
    house uuid not null,
    origin text not null,
    size bigint not null check (size >= 0),
    singleton boolean primary key default true check (singleton)
);
create table ledger_tile (
    level smallint not null,
    n bigint not null,
    hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
    primary key (level, n)
);

-- The history of each subject: its n-th entry is this leaf. The last one is the head that the next entry links to.
create table ledger_chain (
    subject text not null,
    n bigint not null check (n > 0),
    leaf_index bigint not null,
    leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
    primary key (subject, n)
);

-- Signed heads, as they were given out. The newest is what readers get.
create table ledger_checkpoint (
    size bigint primary key,
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    at timestamptz not null
);
