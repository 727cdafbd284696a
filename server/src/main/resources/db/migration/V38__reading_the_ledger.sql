-- When an entry's payload was erased by law. Empty while it is there. Only org.vidimus.server.custody writes it.
alter table custody_entry add erased_at timestamptz;

-- The register: what the sequenced entries say, so that they can be searched. Only org.vidimus.server.privacy writes these tables.
-- The payload is the truth; all of this follows the ledger a moment behind it, can be thrown away and is then made again from leaf 0.
-- An entry that was erased keeps only what its leaf says anyway.
create table entry_line (
    leaf_index bigint primary key,
    entry uuid not null,
    at timestamptz not null,
    -- The attempt that this outcome ends.
    attempt uuid,
    -- Of an attempt: its outcome is here, too, and says all that it says.
    ended boolean not null,
    action text,
    -- Whose right it was: the person, the owner of a token that acts as its owner, else the actor itself.
    who uuid,
    door text,
    result text,
    -- In small letters: a house's own PostgreSQL may know none but English ones.
    purpose text,
    address text,
    -- Every piece of evidence that the entry concerns: named by it, by its other half, or behind the upload or bundle it names.
    evidence uuid[] not null,
    -- It tells who looked at what, and so has an end.
    personal boolean not null,
    erased_at timestamptz
) with (fillfactor = 90);
create unique index entry_line_entry on entry_line (entry);
create index entry_line_at on entry_line (at desc, leaf_index desc);
create index entry_line_who on entry_line (who, at desc, leaf_index desc);
create index entry_line_action on entry_line (action, at desc, leaf_index desc);
create index entry_line_address on entry_line (address, at desc, leaf_index desc) where address is not null;
create index entry_line_door on entry_line (door, at desc, leaf_index desc);
create index entry_line_trouble on entry_line (result, at desc, leaf_index desc) where result in ('refused', 'failed');
create index entry_line_evidence on entry_line using gin (evidence);
create index entry_line_purpose on entry_line using gin (to_tsvector('simple', purpose)) where purpose is not null;
create index entry_line_personal on entry_line (at) where personal;

-- What an upload became, and what a bundle holds, as the ledger told it.
create table entry_kin (
    subject text not null,
    evidence uuid not null,
    primary key (subject, evidence)
);

-- How far the register has come.
create table entry_register (
    next bigint not null,
    singleton boolean primary key default true check (singleton)
);
insert into entry_register (next) values (0);
