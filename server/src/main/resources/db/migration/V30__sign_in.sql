-- How people sign in, and their sittings. Only org.vidimus.server.access writes these tables.
create table passkey (
    id uuid primary key,
    person uuid not null references person,
    credential bytea not null unique,
    attested bytea not null,
    sign_count bigint not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    transports text[] not null,
    party text not null,
    name text not null,
    made_at timestamptz not null,
    used_at timestamptz
);
create index passkey_person on passkey (person);

-- What a passkey has to sign: once, and soon. Whom it is about may not be in the house yet.
create table passkey_challenge (
    id uuid primary key,
    challenge bytea not null,
    purpose text not null check (purpose in ('REGISTER', 'SIGN_IN', 'CONFIRM')),
    about uuid,
    made_at timestamptz not null
);
create index passkey_challenge_age on passkey_challenge (made_at);

-- One authenticator app a person. The secret is sealed under keys/sign-in.key; last_step is the last code that was used.
create table authenticator_app (
    person uuid primary key references person,
    secret bytea not null,
    last_step bigint not null,
    made_at timestamptz not null
);
-- Shown as a picture, and not in use before a first code of it was typed.
create table authenticator_offer (
    person uuid primary key references person,
    secret bytea not null,
    made_at timestamptz not null
);

-- One person's stay from sign-in to sign-out. A restricted one may do nothing but set up a second factor.
create table sitting (
    id uuid primary key,
    person uuid not null references person,
    way text not null,
    restricted boolean not null,
    since timestamptz not null,
    seen_at timestamptz not null,
    confirmed_at timestamptz not null,
    address text not null,
    browser text not null,
    ended_at timestamptz
);
create index sitting_open on sitting (person) where ended_at is null;
create index sitting_age on sitting (seen_at);

-- Failures of one person from anywhere, and the lock that came of them.
create table sign_in_lock (
    person uuid primary key references person,
    failures int not null,
    first_at timestamptz not null,
    locked_at timestamptz
);

-- One-time links by which somebody sets their own password or passkey. Only the digest is kept.
create table way_in_link (
    hash bytea primary key check (octet_length(hash) = 32),
    person uuid not null references person,
    kind text not null check (kind in ('INVITATION', 'RECOVERY')),
    made_at timestamptz not null,
    expires_at timestamptz not null
);
create index way_in_link_person on way_in_link (person);
