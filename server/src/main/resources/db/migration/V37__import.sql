-- What each import did, line by line, as it was shown before it was done.
create table people_import (
    id uuid primary key,
    what text not null check (what in ('PEOPLE', 'UNITS')),
    at timestamptz not null,
    by_caller uuid not null,
    digest text not null,
    file_sha256 text not null,
    lines text not null
);
