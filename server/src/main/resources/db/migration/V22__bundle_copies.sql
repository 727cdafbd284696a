-- Viewing copies in a bundle: where in the vault their bytes are, instead of pieces of their own.
create table bundle_stretch (
    bundle uuid not null,
    path text not null,
    n int not null check (n >= 0),
    object uuid not null,
    offset_bytes bigint not null check (offset_bytes >= 0),
    length_bytes bigint not null check (length_bytes > 0),
    primary key (bundle, path, n),
    foreign key (bundle, path) references bundle_file on delete cascade deferrable initially deferred
);
